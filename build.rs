//! The binary embeds folders: when a file comes or goes there, it must be made anew.

fn main() {
    for folder in ["static/dist", "migrations", "templates/locales"] {
        println!("cargo:rerun-if-changed={folder}");
    }
}
