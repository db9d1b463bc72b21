//! Failing operations, damaged memories, arbitrary trees.

use proptest::prelude::*;

use super::*;

/// Publishes `after` over `before` with these faults. Gives whether the faults were reached.
fn publish_with_fault(first: usize, onwards: bool, no_exchange: bool) -> bool {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("public");
    let memory = folder.path().join("memory");
    let options = Options { memory: Some(&memory), ..Options::default() };
    let (before, after) = before_and_after();
    publish(&target, &output(&before), &options).unwrap();
    let as_it_was = tree(&target);
    let disk = Disk { faults: Faults { first, onwards, no_exchange, ..Faults::default() } };
    let outcome = publish_with(&disk, &target, &output(&after), &options);
    let case = format!("operation {first}, onwards {onwards}, without exchange {no_exchange}: {outcome:?}");

    let is_gone = !target.exists();
    if is_gone {
        // Only a kill between the two renames of a system without exchange may leave nothing.
        assert!(no_exchange && onwards && outcome.is_err(), "{case}");
    } else if outcome.is_ok() {
        assert_eq!(bytes_of(&tree(&target)), fresh(&after), "{case}");
    } else {
        assert_eq!(tree(&target), as_it_was, "{case}");
    }
    if is_gone {
        // The next build, even one that fails, brings the old tree back.
        let failing = Output::new(vec![Task::new(vec!["page".into()], || {
            Err(Box::new(Diagnostic::new(Code::F16, Place::Path("page".into()), "no such name")))
        })]);
        publish(&target, &failing, &options).unwrap_err();
        assert_eq!(tree(&target), as_it_was, "{case}");
    }
    publish(&target, &output(&after), &options).unwrap();
    assert_eq!(bytes_of(&tree(&target)), fresh(&after), "{case}");
    assert_eq!(names_in(&folder), ["public"], "{case}");
    disk.faults.count.load(Ordering::SeqCst) >= first
}

#[test]
fn whichever_operation_fails_the_folder_is_the_old_tree_or_the_new_one() {
    for onwards in [false, true] {
        for no_exchange in [false, true] {
            let tried = (1..100).take_while(|&first| publish_with_fault(first, onwards, no_exchange)).count();
            assert!((10..90).contains(&tried), "{tried} operations cannot be all");
        }
    }
}

#[test]
fn a_stage_that_somebody_meddles_with_is_not_published() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("public");
    for meddle in [|stage: &Path| fs::write(stage.join("one"), "oneone"), |stage: &Path| fs::write(stage.join("x"), "")]
    {
        let stage = folder.path().join(".public.aushang/stage");
        let one = Task::new(vec!["one".into()], || Ok(vec![OutFile::new("one", "one")]));
        let two = Task::new(vec!["two".into()], || {
            // With one thread the tasks run in their order.
            meddle(&stage).unwrap();
            Ok(vec![OutFile::new("two", "two")])
        });
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
        let output = Output::new(vec![one, two]);
        let refused = pool.install(|| publish(&target, &output, &Options::default())).unwrap_err();
        assert!(refused.to_string().contains("was changed by somebody else"), "{refused}");
        assert!(names_in(&folder).is_empty());
    }
}

#[test]
fn no_damage_to_the_memory_changes_a_byte() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("public");
    let memory = folder.path().join("memory");
    let options = Options { minify: true, memory: Some(&memory), ..Options::default() };
    let (before, after) = before_and_after();
    let expected = [&before, &after].map(|files| {
        publish(&target, &output(files), &Options { memory: None, ..options }).unwrap();
        bytes_of(&tree(&target))
    });
    publish(&target, &output(&after), &options).unwrap();
    let file = memory.join("minified");
    let sound = fs::read(&file).unwrap();
    assert_eq!(sound.len(), 32 + 2 * 64 + 32);
    let swapped = [&sound[..64], &sound[96..128], &sound[64..96], &sound[128..]].concat();
    let flipped = (0..sound.len()).step_by(7).map(|at| {
        let mut damaged = sound.clone();
        damaged[at] ^= 1;
        damaged
    });
    for damaged in flipped.chain([swapped, Vec::new(), sound[..100].to_vec(), b"{}".to_vec()]) {
        for (files, bytes) in [&before, &after].into_iter().zip(&expected) {
            fs::write(&file, &damaged).unwrap();
            publish(&target, &output(files), &options).unwrap();
            assert_eq!(bytes_of(&tree(&target)), *bytes);
        }
        assert_eq!(fs::read(&file).unwrap(), sound);
    }
    fs::remove_dir_all(&memory).unwrap();
    fs::write(&memory, "a file where the folder should be").unwrap();
    publish(&target, &output(&before), &options).unwrap();
    assert_eq!(bytes_of(&tree(&target)), expected[0]);
}

fn any_files() -> impl Strategy<Value = Files> {
    // Names of folders and of files differ, so that no path is both.
    let path = "([a-c]/){0,3}[x-z]\\.(html|txt)";
    proptest::collection::btree_map(path, "[a-b ]{0,3}".prop_map(String::into_bytes), 0..12)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_build_over_any_other_gives_what_a_fresh_one_gives(before in any_files(), after in any_files()) {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("public");
        publish(&target, &output(&before), &Options::default()).unwrap();
        publish(&target, &output(&after), &Options::default()).unwrap();
        prop_assert_eq!(bytes_of(&tree(&target)), fresh(&after));
        prop_assert_eq!(names_in(&folder), ["public"]);
    }
}
