//! Where a till's folder lies, as far as that endangers a database.
//! Never forbids a place: it is said, and the till goes on.

use std::path::Path;

/// File systems that are somebody else's disk.
const NETWORK: [&str; 13] = [
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "9p",
    "afs",
    "ceph",
    "fuse.sshfs",
    "fuse.rclone",
    "fuse.davfs",
    "davfs",
    "fuse.gvfsd-fuse",
];
/// Services that copy files away while they are being written, as their folders are called.
const SYNCED: [&str; 8] = [
    "OneDrive",
    "Dropbox",
    "iCloud",
    "Mobile Documents",
    "Google Drive",
    "GoogleDrive",
    "Nextcloud",
    "ownCloud",
];

/// The kind of network drive that a folder lies on, if it does.
pub fn network(folder: &Path) -> Option<String> {
    let mounts = std::fs::read_to_string("/proc/self/mounts").ok()?;
    kind_of(&mounts, &folder.canonicalize().ok()?).filter(|kind| NETWORK.contains(&kind.as_str()))
}

/// The file system of the innermost mount over a path.
fn kind_of(mounts: &str, path: &Path) -> Option<String> {
    let mounts = mounts.lines().filter_map(|line| {
        let mut fields = line.split(' ').skip(1);
        let point = fields.next()?.replace("\\040", " ");
        Some((point, fields.next()?))
    });
    let over = mounts.filter(|(point, _)| path.starts_with(point));
    // Of two over the same point the later one is seen.
    over.max_by_key(|(point, _)| point.len())
        .map(|(_, kind)| kind.to_owned())
}

/// The service that copies a folder away while it is written, if one does.
pub fn synced(folder: &Path) -> Option<&'static str> {
    let parts = folder
        .components()
        .map(|part| part.as_os_str().to_string_lossy().into_owned());
    let parts: Vec<String> = parts.collect();
    SYNCED
        .into_iter()
        .find(|name| parts.iter().any(|part| part.starts_with(name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str =
        "/dev/sda1 / ext4 rw 0 0\nserver:/x /mnt nfs4 rw 0 0\n/dev/sdb1 /mnt/my\\040stick vfat rw 0 0\n";

    #[test]
    fn the_innermost_mount_says_where_a_folder_lies() {
        for (path, kind) in [
            ("/home/a", "ext4"),
            ("/mnt/till", "nfs4"),
            ("/mnt/my stick/t", "vfat"),
            ("/mntx", "ext4"),
        ] {
            assert_eq!(kind_of(MOUNTS, Path::new(path)).as_deref(), Some(kind), "{path}");
        }
    }

    #[test]
    fn a_folder_that_a_service_copies_is_known_by_its_name() {
        assert_eq!(synced(Path::new("/home/a/Dropbox/till")), Some("Dropbox"));
        assert_eq!(synced(Path::new("/home/a/OneDrive - Zines/till")), Some("OneDrive"));
        assert_eq!(synced(Path::new("/home/dropbox/till")), None);
    }
}
