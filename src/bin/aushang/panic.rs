//! What is said where Aushang itself is wrong: that it is not the reader's fault, and what to report.

use std::io::Write as _;
use std::panic::PanicHookInfo;

/// From here on a panic says that it is a bug. The exit code stays 101.
pub fn install_hook() {
    std::panic::set_hook(Box::new(|info| {
        // Nobody may be listening any more; a panic within a panic would hide the first one.
        let _ = std::io::stderr().lock().write_all(report(info).as_bytes());
    }));
}

fn report(info: &PanicHookInfo<'_>) -> String {
    let message = info.payload_as_str().unwrap_or("no message");
    let place = info.location().map(|at| format!("{}:{}:{}", at.file(), at.line(), at.column())).unwrap_or_default();
    let call = std::env::args().skip(1).collect::<Vec<_>>().join(" ");
    let backtrace = std::backtrace::Backtrace::capture();
    let backtrace = match backtrace.status() {
        std::backtrace::BacktraceStatus::Captured => format!("\n{backtrace}"),
        _ => String::new(),
    };
    format!(
        "\nThis is a bug of Aushang, not a mistake of yours..\n\
         Please report these lines together with the files that were read, as far as you may show them:\n\n  \
         aushang {} {} {}\n  call: aushang {call:?}\n  at: {place}\n  {message}\n{backtrace}",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH,
    )
}
