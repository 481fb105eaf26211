//! What rules make of wording, language by language.

use chatform::finding::At;
use chatform::model::Variant;
use chatform::rules::{Facts, check_variant};
use serde_json::{Value, json};

const ONE_TIME_PASSWORD: &str = "category/one-time-password-misplaced";
const PROMOTION: &str = "category/promotion-misplaced";
const SENSITIVE: &str = "body/sensitive-request";
const STOCK: &str = "body/only-stock-phrases";
const SCRIPT: &str = "language/script-differs";

/// The rules about wording.
const RULES: &[&str] = &[ONE_TIME_PASSWORD, PROMOTION, SENSITIVE, STOCK, SCRIPT];

/// What a template sets off of these rules, with the bytes of the body that each one points at.
fn found(category: &str, language: &str, body: &str) -> Vec<(&'static str, String)> {
    let value: Value =
        json!({ "name": "a", "language": language, "channel": "WHATSAPP", "category": category, "body": body });
    let variant: Variant = serde_json::from_value(value).unwrap();
    let findings = check_variant(&variant, &Facts::default()).into_iter();
    let told = findings.filter(|finding| RULES.contains(&finding.rule.id)).map(|finding| {
        let place = match &finding.primary.at {
            At::Text(_, range) => body[range.clone()].to_owned(),
            _ => String::new(),
        };
        (finding.rule.id, place)
    });
    told.collect()
}

fn said(language: &str, body: &str) -> Vec<&'static str> {
    found("UTILITY", language, body).into_iter().map(|(rule, _)| rule).collect()
}

/// Holds that each text sets off just this rule.
fn all_say(rule: &str, texts: &[(&str, &str)]) {
    for (language, text) in texts {
        assert_eq!(said(language, text), [rule], "{language}: {text}");
    }
}

#[test]
fn codes_are_found_in_every_language_with_a_list() {
    all_say(
        ONE_TIME_PASSWORD,
        &[
            ("en", "Hi $(name), $(code) is your verification code for today."),
            ("en_GB", "Your one-time passcode has been sent: 482910. It expires soon."),
            ("es_MX", "Hola, tu código de verificación es $(code) y vence pronto."),
            ("pt_BR", "Olá! Seu código de confirmação é $(code) e vale por dez minutos."),
            ("fr", "Bonjour, votre code est $(code), valable dix minutes."),
            ("de", "Ihr Bestätigungscode lautet $(code) und gilt zehn Minuten."),
            ("ru", "Код подтверждения: $(code), действует десять минут."),
            ("uk", "Ваш код підтвердження $(code) дійсний десять хвилин."),
            ("bg", "Вашият код за потвърждение е $(code) и важи десет минути."),
            ("ar", "رمز التحقق الخاص بك هو $(code) وهو صالح لمدة عشر دقائق."),
            ("he", "קוד האימות שלך הוא $(code) והוא תקף לעשר דקות."),
            ("zh_CN", "您的验证码为$(code)，十分钟内有效。"),
            ("zh_TW", "您的驗證碼為 $(code)，十分鐘內有效。"),
            ("ja", "認証コードは $(code) です。有効期限は10分です。"),
            ("hi", "आपका ओटीपी $(code) है और दस मिनट तक मान्य है।"),
            ("bn", "আপনার যাচাইকরণ কোড $(code), দশ মিনিটের জন্য বৈধ।"),
            ("ur", "آپ کا تصدیقی کوڈ $(code) ہے اور دس منٹ تک کارآمد ہے۔"),
            ("id", "Kode verifikasi Anda adalah $(code) dan berlaku sepuluh menit."),
            ("it", "Il tuo codice di verifica è $(code) e vale dieci minuti."),
            ("ko", "인증번호는 $(code)입니다. 십 분 안에 입력해 주세요."),
            ("tr", "Doğrulama kodunuz $(code), on dakika geçerlidir."),
            ("vi", "Mã xác minh của bạn là $(code), có hiệu lực trong mười phút."),
            ("te", "మీ OTP కోడ్: $(code) is your OTP, పది నిమిషాలు చెల్లుతుంది."),
        ],
    );
}

#[test]
fn warnings_about_codes_hand_out_none() {
    for (language, text) in [
        ("en", "We have locked your account. Never share your OTP with anyone, not even with us."),
        ("en", "Do not give a verification code to callers, whoever they say they are."),
        ("es", "Su cuenta está activa. Nunca comparta su código de verificación con nadie."),
        ("pt_BR", "Não informe seu código de verificação a ninguém, nem por telefone."),
        ("fr", "Ne communiquez jamais votre code de vérification, même à nos équipes."),
        ("de", "Geben Sie Ihr Einmalpasswort nicht weiter, auch nicht an uns."),
        ("ru", "Никому не сообщайте код подтверждения, даже сотрудникам банка."),
        ("zh_CN", "请勿将验证码告诉任何人，包括我们的客服。"),
        ("id", "Jangan berikan kode verifikasi kepada siapa pun, termasuk petugas kami."),
        ("it", "Non comunicare mai il codice di verifica, nemmeno ai nostri operatori."),
        ("ko", "인증번호를 절대 다른 사람에게 알려 주지 마세요."),
        ("tr", "Doğrulama kodunuzu kimseyle paylaşmayın, bizimle bile."),
        ("vi", "Đừng cho ai biết mã xác minh, kể cả nhân viên của chúng tôi."),
    ] {
        assert_eq!(said(language, text), [""; 0], "{language}: {text}");
    }
}

#[test]
fn a_warning_does_not_excuse_the_sentence_that_hands_out_the_code() {
    all_say(
        ONE_TIME_PASSWORD,
        &[
            ("en", "Use verification code $(code) to log in - do not share this code."),
            ("en", "Your verification code is 482910, never share it with callers."),
            ("zh_CN", "您的验证码是$(code)，请勿告诉他人。"),
            ("zh_TW", "您的驗證碼為$(code)，請勿告訴他人。"),
            ("fr", "Votre code de vérification est $(code), ne le partagez pas."),
            ("de", "Ihr Bestätigungscode lautet $(code), geben Sie ihn nicht weiter."),
            ("es", "Su código de verificación es $(code), no lo comparta con nadie."),
            ("pt_BR", "Seu código de verificação é $(code), não compartilhe com ninguém."),
            ("ru", "Код подтверждения: $(code), никому его не сообщайте."),
            ("uk", "Код підтвердження: $(code), нікому його не повідомляйте."),
            ("ar", "رمز التحقق الخاص بك هو $(code)، لا تشاركه مع أحد."),
            ("hi", "आपका सत्यापन कोड $(code) है, इसे किसी के साथ साझा न करें।"),
            ("id", "Kode verifikasi Anda adalah $(code), jangan berikan kepada siapa pun."),
            ("it", "Il tuo codice di verifica è $(code), non condividerlo con nessuno."),
            ("ko", "인증번호는 $(code)이며 절대 다른 사람에게 알려 주지 마세요."),
            ("tr", "Doğrulama kodunuz $(code), kimseyle paylaşmayın."),
            ("vi", "Mã xác minh của bạn là $(code), không chia sẻ với bất kỳ ai."),
            ("ja", "確認コードは$(code)です、絶対に他人に教えないでください。"),
        ],
    );
}

#[test]
fn a_value_elsewhere_in_a_warning_is_no_code() {
    for (language, text) in [
        ("en", "Dear $(name), never share your verification code with anyone."),
        ("en", "Never share your verification code, $(name), not even with our staff."),
        ("en", "Do not give your 6-digit verification code to $(brand) or anyone else."),
        ("zh_CN", "我们发送的验证码是6位数字，请勿告诉他人。"),
        ("zh_CN", "$(name)您好，请勿将验证码告诉$(brand)的任何人。"),
        ("fr", "$(name), ne donnez jamais votre code de vérification à $(brand) par téléphone."),
        ("de", "Geben Sie Ihr Einmalpasswort nicht weiter, $(name), auch nicht an uns."),
    ] {
        assert_eq!(said(language, text), [""; 0], "{language}: {text}");
    }
}

#[test]
fn codes_to_enter_are_found_however_they_are_called() {
    all_say(
        ONE_TIME_PASSWORD,
        &[
            ("en", "Please enter the security code $(code) on our page to go on."),
            ("en", "Enter code $(code) to sign in, it is valid for ten minutes."),
            ("en", "Please use $(code) to log in to your account this morning."),
            ("ja", "確認コード：$(code) をアプリの画面に入力してください。"),
        ],
    );
}

#[test]
fn a_code_is_reported_in_marketing_and_its_place_is_the_phrase() {
    let told = found("MARKETING", "es", "Hola 👋, tu  CÓDIGO de\nverificación: espéralo. ¡Hasta un 20% de descuento!");
    assert_eq!(told, []);
    let told = found("MARKETING", "es", "Hola 👋, tu  CÓDIGO  de verificación: espéralo. ¡Hasta un 20% de descuento!");
    assert_eq!(told, [(ONE_TIME_PASSWORD, "CÓDIGO  de verificación".to_owned())]);
    let told = found("UTILITY", "en", "Your one-time password is $(code), valid for ten minutes.");
    assert_eq!(told, [(ONE_TIME_PASSWORD, "one-time password".to_owned())]);
}

#[test]
fn advertising_is_found_in_every_language_with_a_list() {
    all_say(
        PROMOTION,
        &[
            ("en", "Your order is here. Get $(percent)% off the next one!"),
            ("es", "Tu pedido llegó. En el próximo tienes 20 % de descuento."),
            ("pt_BR", "Seu pedido chegou. No próximo, use o cupom VOLTE10."),
            ("fr", "Votre commande est arrivée. Profitez de nos offres ce week-end."),
            ("de", "Ihre Bestellung ist da. Nur für kurze Zeit: 10% Rabatt auf alles."),
            ("ru", "Ваш заказ доставлен. Успейте купить ещё со скидкой до конца недели."),
            ("uk", "Ваше замовлення доставлено. Встигніть придбати зі знижкою."),
            ("bg", "Поръчката Ви е доставена. Само сега с 20% отстъпка за следващата."),
            ("ar", "وصل طلبك. احصل على خصم 20% على طلبك القادم."),
            ("he", "ההזמנה הגיעה. על הבאה מחכה לך 20% הנחה."),
            ("zh_CN", "您的订单已送达。下单可享8折优惠，欢迎选购。"),
            ("ja", "ご注文の商品をお届けしました。期間限定の特別価格もご覧ください。"),
            ("hi", "आपका ऑर्डर पहुँच गया है। अगले ऑर्डर पर 20% की छूट पाएं।"),
            ("bn", "আপনার অর্ডার পৌঁছে গেছে। পরের অর্ডারে 20% ছাড় পান।"),
            ("ur", "آپ کا آرڈر پہنچ گیا ہے۔ اگلے آرڈر پر ۲۰٪ رعایت حاصل کریں۔"),
            ("id", "Pesanan Anda sudah sampai. Nikmati diskon 20% untuk berikutnya."),
            ("it", "Il tuo ordine è arrivato. Sul prossimo hai il 20% di sconto."),
            ("ko", "주문하신 상품이 도착했습니다. 다음 주문은 20% 할인 받으세요."),
            ("tr", "Siparişiniz teslim edildi. Sonraki siparişte %20 indirim sizi bekliyor."),
            ("vi", "Đơn hàng đã được giao. Giảm 20% cho đơn hàng tiếp theo."),
        ],
    );
}

#[test]
fn requests_for_numbers_are_found_in_every_language_with_a_list() {
    all_say(
        SENSITIVE,
        &[
            ("en", "To pay the refund, please reply with your card number and its expiry date."),
            ("es", "Para el reembolso, envíanos el número de tarjeta y la fecha."),
            ("pt_BR", "Para o reembolso, envie o CPF e o número do cartão."),
            ("fr", "Pour le remboursement, envoyez-nous votre numéro de carte complet."),
            ("de", "Bitte senden Sie uns Ihre Kreditkartennummer für die Rückzahlung."),
            ("ru", "Для возврата пришлите номер карты и срок её действия."),
            ("uk", "Для повернення надішліть номер картки та строк дії."),
            ("bg", "За възстановяването изпратете номера на картата и срока ѝ."),
            ("ar", "لاسترداد المبلغ يرجى إرسال رقم البطاقة وتاريخ الانتهاء."),
            ("he", "לצורך ההחזר נא לשלוח את מספר כרטיס האשראי ואת תוקפו."),
            ("zh_CN", "为办理退款，请回复您的银行卡号和有效期。"),
            ("ja", "返金のため、カード番号と有効期限をご返信ください。"),
            ("hi", "रिफंड के लिए अपना कार्ड नंबर और समाप्ति तिथि भेजें।"),
            ("bn", "রিফান্ডের জন্য আপনার কার্ড নম্বর ও মেয়াদ পাঠান।"),
            ("ur", "رقم کی واپسی کے لیے اپنا کارڈ نمبر اور میعاد بھیجیں۔"),
            ("id", "Untuk pengembalian dana, kirimkan nomor kartu dan masa berlakunya."),
            ("it", "Per il rimborso, inviaci il numero della carta e la scadenza."),
            ("ko", "환불을 위해 카드번호와 유효기간을 보내 주세요."),
            ("tr", "İade için kart numaranızı ve son kullanma tarihini gönderin."),
            ("vi", "Để hoàn tiền, vui lòng gửi số thẻ và ngày hết hạn."),
        ],
    );
}

#[test]
fn everyday_messages_are_left_alone() {
    for (language, text) in [
        ("en", "We will never ask you to send us your card number. Your payment of $(amount) arrived."),
        ("en", "Reply with the last four digits of your card number to confirm the refund."),
        ("en", "Your invoice for $(month): subtotal $(sum), discount $(part), total $(total) in all."),
        ("en", "Turn off your old boiler on Monday. The sale of your flat was recorded."),
        ("en", "You use code $(code) to open the locker until tomorrow evening."),
        ("es", "La liquidación de su nómina está lista. Consulte el detalle en su cuenta."),
        ("pt_BR", "A liquidação do boleto foi confirmada. Não envie o comprovante."),
        ("fr", "Voici les soldes de vos comptes au dernier jour du mois."),
        ("de", "Ihre Sendung liegt im Fach. Der Rabatt steht auf der Rechnung."),
        ("ru", "Ваши акции зачислены на счёт. Выписка приложена."),
        ("ar", "تم خصم مبلغ $(amount) من حسابك. شكرا لتعاملك معنا اليوم."),
        ("zh_CN", "您的订单已发货，折扣金额为$(sum)元，预计三天内送达。"),
        ("ja", "担当のセールスより、明日お電話いたします。"),
        ("he", "החיוב בסך $(sum) בוצע בכרטיס. תודה על התשלום."),
        ("hi", "आपका भुगतान मिल गया है। अपना OTP किसी के साथ साझा न करें।"),
        ("id", "Pesanan Anda sudah dikirim. Jangan bagikan nomor kartu Anda."),
        ("it", "Il saldo del tuo conto è aggiornato. Non perdere la visita di domani."),
        ("ko", "주문하신 상품이 발송되었습니다. 영수증을 확인해 주세요."),
        ("tr", "Kargonuz yola çıktı. Randevunuzu kaçırmayın, yarın görüşürüz."),
        ("vi", "Đơn hàng đã được gửi đi. Đừng bỏ lỡ lịch hẹn ngày mai."),
    ] {
        assert_eq!(said(language, text), [""; 0], "{language}: {text}");
    }
}

#[test]
fn advertising_is_what_marketing_is_for() {
    assert_eq!(found("MARKETING", "en", "Flash sale! Get 20% off today. Shop now and save on everything."), []);
}

#[test]
fn greetings_alone_say_nothing_of_a_matter() {
    all_say(
        STOCK,
        &[
            ("en", "Congratulations! 🎉"),
            ("en", "Dear customer, thank you very much."),
            ("es", "¡Hola $(name)! Gracias 😊"),
            ("zh_CN", "您好，谢谢您！"),
            ("ja", "$(name)、おめでとうございます！"),
            ("ar", "السلام عليكم، شكرًا لك"),
        ],
    );
    for (language, text) in
        [("en", "Thank you for your order."), ("zh_CN", "您好，订单已发货"), ("en", "$(name)"), ("en", "🎉")]
    {
        assert_eq!(said(language, text), [""; 0], "{language}: {text}");
    }
}

#[test]
fn a_body_in_letters_of_another_language_is_noticed() {
    all_say(
        SCRIPT,
        &[
            ("ar", "Your parcel has been delivered to the reception desk."),
            ("en", "Ваша посылка ждёт вас на складе."),
            ("ru", "您的包裹已经送到前台，请尽快领取。"),
            ("zh_CN", "お荷物をフロントにお届けしました。"),
            ("hi", "Aapka parcel reception par pahunch gaya hai."),
            ("sr", "Η παραγγελία σας έφτασε στην αποθήκη."),
        ],
    );
    for (language, text) in [
        ("te", "మీ services మరియు timings చెప్తే, Nikki మీ customers కి answer చేస్తుంది. Dashboard లో Setup page చూడండి."),
        ("ar", "طلبك من Galaxy Store جاهز: https://shop.example.com/orders/status/page"),
        ("ja", "荷物到着"),
        ("ko", "고객님의 택배가 도착했습니다."),
        ("sr", "Vaša pošiljka je stigla u magacin."),
        ("uz", "Буюртмангиз омборга етиб келди."),
        ("en", "Tomorrow we serve 北京烤鸭 at the café."),
        ("he", "$(name) $(order)"),
        ("tlh", "Ваша посылка ждёт вас на складе."),
    ] {
        assert!(!said(language, text).contains(&SCRIPT), "{language}: {text}");
    }
}

#[test]
fn joiners_are_invisible_characters_only_where_they_join_nothing() {
    let said = |language: &str, body: &str| -> Vec<&'static str> {
        let value: Value =
            json!({ "name": "a", "language": language, "channel": "WHATSAPP", "category": "UTILITY", "body": body });
        let variant: Variant = serde_json::from_value(value).unwrap();
        check_variant(&variant, &Facts::default()).iter().map(|finding| finding.rule.id).collect()
    };
    for (language, body) in [
        ("fa", "سفارش شما آماده می\u{200c}شود و فردا می\u{200c}رسد."),
        ("hi", "आपका ऑर्डर रजिस्\u{200d}टर हो गया है और कल पहुँचेगा।"),
        ("en", "Your family 👩\u{200d}👩\u{200d}👧 ticket is ready, see you at the gate."),
    ] {
        assert_eq!(said(language, body), [""; 0], "{language}: {body}");
    }
    for body in [
        "Your order\u{200c} is on its way to you.",
        "Your order \u{200d}is on its way to you.",
        "Ваш\u{200d} заказ ждёт вас.",
    ] {
        let language = if body.starts_with('Y') { "en" } else { "ru" };
        assert_eq!(said(language, body), ["text/invisible-character"], "{body}");
    }
}
