//! The preview for a whole day of work: many saves, many tabs, some of them asleep, and a quick end.

use std::thread;
use std::time::Duration;

use crate::preview::Preview;
use crate::sandbox::{DAY, Sandbox};

/// A page of the base site, and the file that it is made of.
const PAGE: &str = "/en/imprint/";
const FILE: &str = "content/pages/imprint/en.md";

/// The generation that a page or an event names.
fn generation(text: &str) -> String {
    let (_, rest) = text.split_once("generation\":\"").or_else(|| text.split_once("generation=\"")).unwrap();
    rest.split('"').next().unwrap().to_owned()
}

#[test]
fn three_hundred_open_pages_are_all_told_of_a_save() {
    let sandbox = Sandbox::with_base();
    let preview = Preview::start(&sandbox, &[]);
    let old = generation(&preview.get(PAGE).text());
    let mut pages: Vec<_> = (0..300).map(|_| preview.events()).collect();
    for page in &mut pages {
        assert_eq!(generation(&page.next().unwrap()), old);
    }
    sandbox.write(FILE, "Told to all.\n");
    for page in &mut pages {
        assert_ne!(generation(&page.next().unwrap()), old);
    }
    preview.until_shown(PAGE, "Told to all.");
}

#[test]
fn a_page_that_slept_learns_on_waking_that_it_is_old() {
    let sandbox = Sandbox::with_base();
    let mut preview = Preview::start(&sandbox, &[]);
    let old = generation(&preview.get(PAGE).text());
    // These connect and do not read, while others go on.
    let asleep: Vec<_> = (0..20).map(|_| preview.listen()).collect();
    for n in 0..20 {
        sandbox.write(FILE, format!("Saved {n} times meanwhile.\n"));
        preview.until_shown(PAGE, &format!("Saved {n} times meanwhile."));
    }
    let new = generation(&preview.get(PAGE).text());
    assert_ne!(new, old);
    // Awake again, a browser connects anew, and is told at once what is shown.
    let told = generation(&preview.events().next().unwrap());
    assert_eq!(told, generation(&preview.get(PAGE).text()));
    drop(asleep);
    assert!(preview.runs());
}

/// Resident memory in KiB, open descriptors and threads of a process.
#[cfg(target_os = "linux")]
fn burden(preview: &Preview) -> [u64; 3] {
    let folder = format!("/proc/{}", preview.id());
    let status = std::fs::read_to_string(format!("{folder}/status")).unwrap();
    let field = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap();
        line.split_whitespace().next().unwrap().parse().unwrap()
    };
    let descriptors = std::fs::read_dir(format!("{folder}/fd")).unwrap().count() as u64;
    [field("VmRSS:"), descriptors, field("Threads:")]
}

#[cfg(target_os = "linux")]
#[test]
fn hundreds_of_rebuilds_leave_nothing_behind() {
    let sandbox = Sandbox::with_base();
    let preview = Preview::start(&sandbox, &[]);
    let save = |from: usize, to: usize| {
        for n in from..to {
            if n % 50 == 7 {
                sandbox.write(FILE, format!("See {{{{ nothing.{n} }}}}.\n"));
                preview.until_shown(PAGE, &format!("nothing.{n}"));
            }
            sandbox.write(FILE, format!("## Save {n}\n\nSaved {n} times.\n"));
            let page = preview.until_shown(PAGE, &format!("Saved {n} times.")).text();
            assert!(page.trim_end().ends_with("</html>"));
            assert_eq!(preview.get("/@2027-01-01/").status, 200);
        }
    };
    save(0, 100);
    let [memory, descriptors, threads] = burden(&preview);
    save(100, 400);
    let [memory_after, descriptors_after, threads_after] = burden(&preview);
    // Allocators keep some of what was given back; ten kilobytes for each rebuild would be a leak.
    assert!(memory_after < memory + 300 * 40, "{memory} KiB became {memory_after}");
    // Answers that are on their way hold a thread and a connection each.
    assert!(descriptors_after < descriptors + 8, "{descriptors} descriptors became {descriptors_after}");
    assert!(threads_after < threads + 8, "{threads} threads became {threads_after}");
}

#[cfg(unix)]
#[test]
fn ctrl_c_and_its_kin_end_it_well_even_in_the_middle_of_a_build() {
    let sandbox = Sandbox::with_base();
    for signal in ["INT", "TERM", "HUP"] {
        let mut preview = Preview::start(&sandbox, &[]);
        preview.until_shown(PAGE, "</html>");
        let _page = preview.listen();
        assert_eq!(preview.end(signal), Some(0), "{signal}");
    }
    // Long enough to be still under way.
    let many =
        (0..60_000).map(|n| format!("## Heading {n}\n\nA *paragraph* with `words` and [a link](#heading-{n}).\n\n"));
    sandbox.write(FILE, many.collect::<String>());
    for signal in ["INT", "TERM"] {
        let mut preview = Preview::start(&sandbox, &[]);
        thread::sleep(Duration::from_millis(100));
        assert_eq!(preview.end(signal), Some(0), "{signal}");
        assert!(preview.last_lines().is_empty(), "the build that was under way is not waited for");
    }
}

#[test]
fn a_taken_port_gives_way_to_the_next_free_one() {
    let sandbox = Sandbox::with_base();
    let first = Preview::start(&sandbox, &[]);
    let second = Preview::run(&sandbox, &["watch", "--as-of", DAY, "--port", &first.port.to_string()]);
    assert!(second.port > first.port);
    assert!(second.line().contains("built"), "one line for each build");
    assert_eq!(second.get("/").status, 200);
    assert_eq!(first.get("/").status, 200);
    // An address that is not of this machine, and no port to go on to (documentation addresses, RFC 5737).
    let run = sandbox.run(&["watch", "--host", "192.0.2.1"]);
    assert_eq!(run.code, Some(2), "{}", run.stderr);
    assert!(run.stderr.contains("192.0.2.1:4711"), "{}", run.stderr);
}

/// Where the system gives no hints, changes are found all the same, and the terminal says how.
#[cfg(target_os = "linux")]
fn works_without_hints(sandbox: &Sandbox, preview: &Preview) {
    assert!(preview.said().contains("looking for changes every"), "{}", preview.said());
    sandbox.write(FILE, "Found by looking.\n");
    preview.until_shown(PAGE, "Found by looking.");
    sandbox.write("content/pages/new/page.yaml", "title: New\n");
    sandbox.write("content/pages/new/de.md", "Neu.\n");
    sandbox.write("content/pages/new/en.md", "New.\n");
    preview.until_shown("/en/new/", "New.");
}

#[cfg(target_os = "linux")]
#[test]
#[expect(clippy::print_stderr, reason = "whoever runs the tests shall see what was not tested")]
fn where_all_instances_of_inotify_are_taken_it_looks_by_itself() {
    use rustix::fs::inotify::{CreateFlags, init};

    let sandbox = Sandbox::with_base();
    // Others may let go of one between the last taken and the start.
    for _ in 0..10 {
        let mut taken = Vec::new();
        while taken.len() < 4096
            && let Ok(instance) = init(CreateFlags::CLOEXEC)
        {
            taken.push(instance);
        }
        if taken.len() == 4096 {
            eprintln!("skipped: this system gives out more instances of inotify than a test shall take");
            return;
        }
        let preview = Preview::start(&sandbox, &[]);
        if preview.said().contains("max_user_instances") {
            return works_without_hints(&sandbox, &preview);
        }
    }
    eprintln!("skipped: others let go of instances of inotify all the time");
}

#[cfg(target_os = "linux")]
#[test]
#[expect(clippy::print_stderr, reason = "whoever runs the tests shall see what was not tested")]
fn where_the_table_of_watches_is_full_it_looks_by_itself() {
    use std::process::Command;

    // In a user namespace the limit is its own, so nobody else is hindered.
    let limit = "echo 40 > /proc/sys/user/max_inotify_watches";
    let possible = Command::new("unshare").args(["--user", "--map-root-user", "sh", "-c", limit]).output();
    if !possible.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: no user namespace can be made here");
        return;
    }
    for many_at_start in [true, false] {
        let sandbox = Sandbox::with_base();
        let fill =
            || (0..60).for_each(|n| std::fs::create_dir_all(sandbox.path(&format!("content/assets/{n}"))).unwrap());
        if many_at_start {
            fill();
        }
        let mut command = Command::new("unshare");
        let run = format!("{limit}; exec \"$0\" watch --as-of {DAY} --port 0");
        command.args(["--user", "--map-root-user", "sh", "-c", &run, env!("CARGO_BIN_EXE_aushang")]);
        let preview = Preview::of({
            command.current_dir(sandbox.path(""));
            command
        });
        preview.until_shown(PAGE, "</html>");
        assert_eq!(preview.said().contains("max_user_watches"), many_at_start, "{}", preview.said());
        fill();
        preview.until(PAGE, |_| preview.said().contains("max_user_watches"));
        works_without_hints(&sandbox, &preview);
    }
}
