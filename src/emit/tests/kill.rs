//! A publishing process that is killed, and killed again.

use std::env;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::*;

/// Set in the process that publishes until it is killed: where to.
const TARGET: &str = "AUSHANG_TEST_PUBLISH_UNTIL_KILLED";

/// Two sites of which every file differs but one; each file says which site it belongs to.
fn site(name: &str) -> Files {
    let page = |n: usize| (format!("{}/{n}/index.html", n % 7), format!("{name} {n} ").repeat(50).into_bytes());
    (0..150).map(page).chain([("same.txt".to_owned(), b"same".to_vec())]).collect()
}

/// No test of its own: the process that the test below starts.
#[test]
fn publishing_until_killed() {
    let Some(target) = env::var_os(TARGET) else { return };
    loop {
        for name in ["one", "two"] {
            publish(Path::new(&target), &output(&site(name)), &Options::default()).unwrap();
        }
    }
}

#[test]
fn a_process_that_is_killed_at_any_moment_leaves_a_whole_site() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("public");
    let (one, two) = (fresh(&site("one")), fresh(&site("two")));
    let started = Instant::now();
    publish(&target, &output(&site("two")), &Options::default()).unwrap();
    publish(&target, &output(&site("one")), &Options::default()).unwrap();
    // Moments that are spread over some builds, however long one takes on this machine.
    let builds = 2 * started.elapsed();
    let mut seen = [0, 0];
    let lock = folder.path().join(".public.aushang/lock");
    for round in 0..30_u32 {
        // What the last one left is no sign of life of the next.
        let _ = fs::remove_file(&lock);
        let mut child = Command::new(env::current_exe().unwrap())
            .args(["--exact", "emit::tests::kill::publishing_until_killed", "--test-threads=1"])
            .env(TARGET, &target)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let since = Instant::now();
        while !lock.exists() && since.elapsed() < Duration::from_mins(1) {
            std::thread::sleep(Duration::from_millis(1));
        }
        std::thread::sleep(builds * ((round * 37) % 30) / 30);
        child.kill().unwrap();
        child.wait().unwrap();
        let found = bytes_of(&tree(&target));
        assert!(found == one || found == two, "round {round}: {:?}", found.keys());
        seen[usize::from(found == two)] += 1;
    }
    assert!(seen[0] > 0 && seen[1] > 0, "the process was killed before it did anything: {seen:?}");
    publish(&target, &output(&site("two")), &Options::default()).unwrap();
    assert_eq!(bytes_of(&tree(&target)), two);
    assert_eq!(names_in(&folder), ["public"]);
}
