//! The real binary, started for a measurement and ended after it.

use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::Context as _;

pub struct Server {
    child: Child,
    pub port: u16,
    /// From the start of the process to its first answer.
    pub started_in: Duration,
    environment: Vec<(&'static str, String)>,
}

impl Server {
    /// Starts the release binary on a folder and a database.
    pub async fn start(folder: &std::path::Path, database_url: &str) -> anyhow::Result<Self> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let environment = environment(folder, database_url, port);
        let begun = Instant::now();
        let child = prassi(&environment)
            .arg("serve")
            .stdout(Stdio::null())
            .spawn()
            .context("the release binary does not start")?;
        let mut server = Self { child, port, started_in: Duration::ZERO, environment };
        while tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_err() {
            anyhow::ensure!(begun.elapsed() < Duration::from_mins(1), "the server does not answer");
            anyhow::ensure!(server.child.try_wait()?.is_none(), "the server has ended");
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        server.started_in = begun.elapsed();
        Ok(server)
    }

    /// Another command of the binary, on the same community.
    pub fn command(&self) -> Command {
        prassi(&self.environment)
    }

    /// Resident memory in KiB.
    pub fn resident(&self) -> anyhow::Result<i64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find(|l| l.starts_with("VmRSS:")).context("no VmRSS")?;
        Ok(line.split_whitespace().nth(1).context("no figure")?.parse()?)
    }
}

/// The release binary, with a configuration and nothing else of this process's.
fn prassi(environment: &[(&'static str, String)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_prassi"));
    command.env_clear().envs(environment.iter().map(|(name, value)| (name, value)));
    command
}

fn environment(folder: &std::path::Path, database_url: &str, port: u16) -> Vec<(&'static str, String)> {
    vec![
        ("PRASSI_DATA_DIR", folder.display().to_string()),
        ("PRASSI_DATABASE_URL", database_url.to_owned()),
        ("PRASSI_LISTEN", format!("127.0.0.1:{port}")),
        ("PRASSI_DEMO", "never".to_owned()),
        ("PRASSI_LOG", "warn".to_owned()),
        ("PRASSI_DEV__BENCH_FLOOR", "true".to_owned()),
        ("PRASSI_LIVE__SOCKETS_PER_PERSON", "1000000".to_owned()),
        ("PRASSI_LIMITS__API_PER_MINUTE", "10000000".to_owned()),
        ("PRASSI_PASSWORDS__HASH_MEMORY_KIB", "64".to_owned()),
        ("PRASSI_PASSWORDS__HASH_PASSES", "1".to_owned()),
    ]
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
