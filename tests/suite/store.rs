//! Files that survive a crash: real files, cut at every byte.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use chatform::store::{JsonLines, Lock, Records, StoreError, TornTail, write_atomic};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Entry {
    id: u32,
    text: String,
}

fn entry(id: u32, text: &str) -> Entry {
    Entry { id, text: text.to_string() }
}

const FORMAT: &str = "test-entries";

fn read(path: &Path) -> Result<Records<Entry>, StoreError> {
    JsonLines::read(path, FORMAT, 1)
}

fn written(path: &Path, entries: &[Entry]) {
    JsonLines::create(path, FORMAT, 1).unwrap().append_all(entries).unwrap();
}

#[test]
fn a_replaced_file_holds_the_new_bytes_and_no_draft_stays_behind() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("deep/er/file.json");
    write_atomic(&path, b"old").unwrap();
    write_atomic(&path, b"new").unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"new");
    assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
}

#[test]
fn a_failed_replacement_leaves_the_old_file_and_no_draft() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("taken");
    fs::create_dir_all(path.join("by-a-folder")).unwrap();
    let error = write_atomic(&path, b"new").unwrap_err();
    assert!(error.to_string().starts_with("cannot replace "), "{error}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[cfg(unix)]
#[test]
fn a_replaced_file_keeps_its_permissions() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("private");
    fs::write(&path, "old").unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    write_atomic(&path, b"new").unwrap();
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn records_come_back_in_order_also_with_line_breaks_inside() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log.jsonl");
    let entries = [entry(1, "one"), entry(2, "two\nlines \u{2028} 你好"), entry(3, "")];
    let mut lines = JsonLines::create(&path, FORMAT, 1).unwrap();
    lines.append(&entries[0]).unwrap();
    lines.append_all(&entries[1..]).unwrap();
    let records = read(&path).unwrap();
    assert_eq!((records.records.as_slice(), records.version, records.torn), (&entries[..], 1, None));
}

#[test]
fn a_file_cut_at_any_byte_gives_every_complete_record_and_reports_the_rest() {
    let folder = tempfile::tempdir().unwrap();
    let entries = [entry(1, "ein Anfang"), entry(2, "你好 \"zwei\""), entry(3, "drei")];
    let whole = folder.path().join("whole.jsonl");
    written(&whole, &entries);
    let bytes = fs::read(&whole).unwrap();
    for cut in 0..=bytes.len() {
        let path = folder.path().join("cut.jsonl");
        fs::write(&path, &bytes[..cut]).unwrap();
        let line_ends = bytes[..cut].iter().filter(|byte| **byte == b'\n').count();
        let tail = bytes[..cut].rsplit(|byte| *byte == b'\n').next().unwrap().len();
        let torn = (tail > 0).then_some(TornTail { line: line_ends + 1, bytes: tail });
        let expected = &entries[..line_ends.saturating_sub(1)];

        let records = read(&path).unwrap();
        assert_eq!((records.records.as_slice(), records.torn), (expected, torn), "read, cut at {cut}");
        assert_eq!(fs::read(&path).unwrap(), &bytes[..cut], "reading changes nothing");

        let (mut lines, records) = JsonLines::open(&path, FORMAT, 1).unwrap();
        assert_eq!((records.records.as_slice(), records.torn), (expected, torn), "opened, cut at {cut}");
        lines.append(&entry(9, "after")).unwrap();
        let after = read(&path).unwrap();
        assert_eq!(after.torn, None);
        assert_eq!(after.records, [expected, &[entry(9, "after")]].concat(), "appended, cut at {cut}");
    }
}

#[test]
fn a_damaged_line_that_is_not_the_tail_is_an_error_with_its_number() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log.jsonl");
    written(&path, &[entry(1, "one"), entry(2, "two"), entry(3, "three")]);
    let text = fs::read_to_string(&path).unwrap().replace("\"two\"", "\"two");
    fs::write(&path, text).unwrap();
    for error in [read(&path).unwrap_err(), JsonLines::<Entry>::open(&path, FORMAT, 1).unwrap_err()] {
        assert!(matches!(error, StoreError::Damaged { line: 3, .. }), "{error}");
        assert!(error.to_string().contains("log.jsonl is damaged at line 3: "), "{error}");
    }
}

#[test]
fn a_complete_last_line_that_is_damaged_is_an_error_too() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log.jsonl");
    written(&path, &[entry(1, "one")]);
    let mut bytes = fs::read(&path).unwrap();
    bytes.extend_from_slice(b"{\"id\":2}\n");
    fs::write(&path, bytes).unwrap();
    assert!(matches!(read(&path).unwrap_err(), StoreError::Damaged { line: 3, .. }));
}

#[test]
fn a_file_of_another_format_or_of_a_later_version_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log.jsonl");
    drop(JsonLines::<Entry>::create(&path, "other", 1).unwrap());
    assert!(read(&path).unwrap_err().to_string().ends_with("holds other, test-entries was expected"));
    let path = folder.path().join("later.jsonl");
    drop(JsonLines::<Entry>::create(&path, FORMAT, 2).unwrap());
    assert!(read(&path).unwrap_err().to_string().ends_with("has version 2, this release reads up to 1"));
    assert_eq!(JsonLines::<Entry>::read(&path, FORMAT, 3).unwrap().version, 2);
}

#[test]
fn a_new_file_never_replaces_one_that_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log.jsonl");
    written(&path, &[entry(1, "one")]);
    assert!(JsonLines::<Entry>::create(&path, FORMAT, 1).is_err());
    assert_eq!(read(&path).unwrap().records, [entry(1, "one")]);
}

#[test]
fn a_lock_is_held_by_one_and_free_again_when_dropped() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("state/lock");
    let lock = Lock::acquire(&path).unwrap();
    let error = Lock::acquire(&path).unwrap_err();
    assert!(matches!(&error, StoreError::Held { holder: Some(id), .. } if *id == std::process::id()), "{error}");
    assert!(error.to_string().ends_with(&format!("is held by process {}", std::process::id())), "{error}");
    drop(lock);
    drop(Lock::acquire(&path).unwrap());
    drop(Lock::wait(&path).unwrap());
}

#[cfg(unix)]
#[test]
fn a_lock_of_a_killed_process_is_free_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lock");
    drop(Lock::acquire(&path).unwrap());
    let Ok(mut holder) = Command::new("flock")
        .args(["--exclusive", "--close", path.to_str().unwrap(), "-c", "echo held; exec cat"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
    else {
        eprintln!("skipped: there is no flock command here");
        return;
    };
    let mut line = [0; 5];
    std::io::Read::read_exact(holder.stdout.as_mut().unwrap(), &mut line).unwrap();
    assert!(matches!(Lock::acquire(&path), Err(StoreError::Held { .. })));
    holder.kill().unwrap();
    holder.wait().unwrap();
    drop(Lock::acquire(&path).unwrap());
}
