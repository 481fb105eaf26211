//! Every rule on its fixtures, one test each.

use super::fixture::holds;

/// A test per rule, named after it: `_` stands for `-`.
macro_rules! fixtures {
    ($($group:ident: $($name:ident)+;)+) => {
        $(
            mod $group {
                $(
                    #[test]
                    fn $name() {
                        super::holds(&super::id(stringify!($group), stringify!($name)));
                    }
                )+
            }
        )+

        const TESTED: &[&[(&str, &str)]] = &[$(&[$((stringify!($group), stringify!($name))),+]),+];
    };
}

fixtures! {
    authentication:
        apps_missing autofill_text_missing body_text button_missing button_type_refused carousel
        code_expiration_out_of_range code_expiration_unstated deprecated_app_differs deprecated_app_fields
        emoji footer_empty footer_text header link more_than_one_button offer package_name_malformed
        package_name_missing signature_hash_malformed signature_hash_missing text_missing too_many_apps zero_tap_terms;
    body:
        long_blank missing only_stock_phrases secret_recommendation_misplaced sensitive_request text_missing too_long too_long_beside_offer
        too_many_blank_lines too_many_emoji;
    build_value:
        undeclared unterminated;
    button:
        app_field_misplaced autofill_text_too_long copy_code_in_utility coupon_long coupon_malformed
        coupon_misplaced coupon_missing coupon_too_long coupon_too_long_beside_offer
        dynamic_url_without_variable emoji flow_action_missing flow_field_misplaced flow_id_missing
        formatting line_break navigate_screen_ignored navigate_screen_missing only_for_authentication
        only_for_marketing opt_out_misplaced phone_number_malformed phone_number_misplaced
        phone_number_missing phone_number_too_long phone_number_with_trunk_zero phone_number_without_plus
        static_url_with_variable text_fixed text_missing text_too_long type_missing url_insecure
        url_malformed url_misplaced url_missing url_only_a_variable url_private url_too_long
        url_type_misplaced url_unencoded url_variable_not_last url_with_several_variables;
    buttons:
        empty flow_not_alone hidden_on_desktop opt_out_missing quick_replies_mixed
        quick_replies_scattered several_flows several_opt_outs text_repeated too_many too_many_copy_codes
        too_many_phone_numbers too_many_urls;
    card:
        body_too_long button_field_refused button_type_refused buttons_missing header_missing
        header_not_media too_many_buttons too_many_line_breaks;
    carousel:
        beside_buttons beside_footer beside_header beside_offer body_on_some_cards buttons_differ
        buttons_on_some_cards headers_differ not_marketing too_few_cards too_many_cards;
    category:
        allow_send_misplaced change_pause_misplaced one_time_password_misplaced promotion_misplaced
        sending_stopped_misplaced;
    example:
        empty invisible_character media_url_malformed missing placeholder several_lines special_character unused whole_url;
    footer:
        code_expiration_misplaced emoji formatting line_break text_missing too_long;
    header:
        caption_misplaced duration_on_whatsapp emoji file_doubtful file_name_misplaced file_refused
        file_type_on_whatsapp format_missing formatting line_break more_than_one_variable only_a_variable
        text_ignored text_missing thumb_url_on_whatsapp too_long url_beside_file url_expires url_insecure url_malformed
        url_misplaced url_missing url_partly_variable url_private;
    language:
        buttons_differ category_differs inherited_text misspelt only_at_meta script_differs unknown
        variables_differ;
    message:
        address_insecure address_malformed address_private button_text_long caption_refused category_reserved
        coordinate_malformed fallback_duration_out_of_range field_ignored field_missing file_refused
        pin_outside_group recipient_malformed sender_malformed text_too_long too_many_at_once transaction_not_plain
        ttl_out_of_range type_refused user_id_misplaced variable viber_field_misplaced video_too_long;
    name:
        bad_character bad_character_for_viber empty too_long;
    offer:
        beside_footer countdown_without_coupon coupon_not_first header_not_media hidden_on_desktop
        not_marketing other_button text_missing too_long url_missing;
    products:
        catalog_not_alone catalog_with_header mpm_header_missing mpm_header_not_text mpm_not_alone
        product_set_misplaced;
    project:
        emulator_with_endpoint endpoint_insecure endpoint_malformed from_malformed glob_malformed glob_outside level_fixed no_templates recipient_malformed
        retired_environment_unknown retired_language_unknown retired_without_language
        retired_without_reason review_policy_unknown rule_unknown share_malformed space_and_spaces
        space_missing wait_malformed;
    suppression:
        expired malformed not_allowed reason_missing rule_unknown unused;
    template:
        no_language;
    text:
        invisible_character maybe_too_long shortened_link;
    ttl:
        authentication_maybe_unlisted authentication_missing authentication_out_of_range longer_than_code marketing_out_of_range
        marketing_undocumented on_viber utility_out_of_range;
    variable:
        adjacent at_body_edge bare_dollar brace_placeholder in_button_text in_footer meta_placeholder name_malformed
        name_numeric named_placeholder near_body_edge percent_placeholder repeated too_many_for_text
        unterminated;
    viber:
        body_too_long button_text_long button_type_refused button_without_body carousel document_not_alone edit_undocumented
        duration_misplaced duration_missing duration_out_of_range dynamic_url file_name_missing
        file_refused file_type_misplaced file_type_missing footer more_than_one_button not_plain_text
        nothing_to_show offer text_header thumb_url_misplaced thumb_url_missing video_button_url
        whatsapp_field;
}

fn id(group: &str, name: &str) -> String {
    format!("{group}/{name}").replace('_', "-")
}

#[test]
fn every_rule_of_this_layer_is_tested() {
    let mut tested: Vec<String> =
        TESTED.iter().flat_map(|group| group.iter()).map(|(group, name)| id(group, name)).collect();
    tested.sort();
    let mut rules: Vec<&str> = chatform::rules::all().iter().map(|rule| rule.meta.id).collect();
    rules.extend(["build-value/undeclared", "build-value/unterminated"]);
    rules.extend(chatform::rules::metas().iter().map(|meta| meta.id).filter(|id| id.starts_with("suppression/")));
    rules.sort_unstable();
    assert_eq!(tested, rules);
}
