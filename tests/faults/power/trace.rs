//! What a process did to a till's folder, read from strace: which bytes it wrote where, what it synced, what it answered.

use std::collections::BTreeMap;
use std::path::Path;

/// One thing done to the disk, or said.
#[derive(Debug, Clone)]
pub enum Op {
    /// A new file under this name.
    Create(String, usize),
    /// Bytes at a place of a file.
    Write(usize, usize, Vec<u8>),
    /// A new length.
    Truncate(usize, usize),
    /// The file, up to here, is on the disk for good.
    Sync(usize),
    /// So are the names of the folder.
    SyncFolder,
    /// A name less.
    Unlink(String),
    /// A name moved.
    Rename(String, String),
    /// A second name.
    Link(String, String),
    /// A sale was answered under this key.
    Answer(String),
}

/// What is traced.
pub const CALLS: &str = "openat,pwrite64,write,lseek,fsync,fdatasync,ftruncate,fallocate,unlink,unlinkat,rename,renameat,renameat2,link,linkat,close";

/// The folder a process works in, as the calls leave it.
struct Reader<'a> {
    folder: &'a Path,
    /// The file each name stands for.
    names: BTreeMap<String, usize>,
    files: usize,
    /// The file behind each descriptor, and where in it the next write goes; `None` for the folder itself.
    open: BTreeMap<i64, (Option<usize>, usize)>,
    ops: Vec<Op>,
}

/// Reads a trace. `names` are the files that lay in the folder before, by number.
pub fn read(text: &str, folder: &Path, names: &BTreeMap<String, usize>) -> Vec<Op> {
    let mut reader = Reader {
        folder,
        names: names.clone(),
        files: names.len(),
        open: BTreeMap::new(),
        ops: Vec::new(),
    };
    for line in text.lines() {
        assert!(!line.contains("<unfinished"), "one thread at a time: {line}");
        let Some((call, rest)) = line
            .split_once(' ')
            .map_or(line, |(_, rest)| rest.trim_start())
            .split_once('(')
        else {
            continue;
        };
        let Some((arguments, result)) = rest
            .rsplit_once(" = ")
            .map(|(arguments, result)| (arguments.trim_end(), result))
        else {
            continue;
        };
        let result = result.split_whitespace().next().and_then(|word| word.parse().ok());
        let Some(result) = result.filter(|result: &i64| *result >= 0) else {
            continue;
        };
        reader.call(call, arguments, result);
    }
    reader.ops
}

impl Reader<'_> {
    fn call(&mut self, call: &str, arguments: &str, result: i64) {
        let first: i64 = arguments
            .split([',', ')'])
            .next()
            .and_then(|word| word.parse().ok())
            .unwrap_or(-1);
        let texts = texts(arguments);
        let last = |n: usize| -> usize {
            let words: Vec<&str> = arguments.trim_end_matches(')').rsplit(", ").collect();
            words[n].trim_end_matches(')').trim().parse().unwrap()
        };
        match call {
            "openat" => self.opened(&texts[0], arguments, result),
            "close" => drop(self.open.remove(&first)),
            "lseek" => {
                if let Some((_, at)) = self.open.get_mut(&first) {
                    *at = usize::try_from(result).unwrap();
                }
            }
            "write" if first == 1 => {
                for line in String::from_utf8_lossy(&texts[0]).lines() {
                    if let Some(rest) = line.strip_prefix("ANSWERED ") {
                        self.ops.push(Op::Answer(rest.split(' ').next().unwrap().to_owned()));
                    }
                }
            }
            "write" => {
                if let Some((Some(file), at)) = self.open.get_mut(&first) {
                    self.ops.push(Op::Write(
                        *file,
                        *at,
                        texts[0][..usize::try_from(result).unwrap()].to_vec(),
                    ));
                    *at += usize::try_from(result).unwrap();
                }
            }
            "pwrite64" => {
                if let Some((Some(file), _)) = self.open.get(&first) {
                    let bytes = texts[0][..usize::try_from(result).unwrap()].to_vec();
                    self.ops.push(Op::Write(*file, last(0), bytes));
                }
            }
            "ftruncate" => {
                if let Some((Some(file), _)) = self.open.get(&first) {
                    self.ops.push(Op::Truncate(*file, last(0)));
                }
            }
            "fallocate" => assert!(!self.open.contains_key(&first), "a file was preallocated"),
            "fsync" | "fdatasync" => match self.open.get(&first) {
                Some((Some(file), _)) => self.ops.push(Op::Sync(*file)),
                Some((None, _)) => self.ops.push(Op::SyncFolder),
                None => {}
            },
            "unlink" | "unlinkat" => {
                if let Some(name) = self.name(&texts[0])
                    && self.names.remove(&name).is_some()
                {
                    self.ops.push(Op::Unlink(name));
                }
            }
            "rename" | "renameat" | "renameat2" | "link" | "linkat" => {
                let (Some(from), Some(to)) = (self.name(&texts[0]), self.name(&texts[1])) else {
                    return;
                };
                let Some(file) = self.names.get(&from).copied() else {
                    return;
                };
                self.names.insert(to.clone(), file);
                if call.starts_with("link") {
                    self.ops.push(Op::Link(from, to));
                } else {
                    self.names.remove(&from);
                    self.ops.push(Op::Rename(from, to));
                }
            }
            _ => {}
        }
    }

    fn opened(&mut self, path: &[u8], flags: &str, descriptor: i64) {
        if Path::new(&*String::from_utf8_lossy(path)) == self.folder {
            self.open.insert(descriptor, (None, 0));
            return;
        }
        let Some(name) = self.name(path) else {
            return;
        };
        let file = match self.names.get(&name) {
            Some(file) => *file,
            None => {
                let file = self.files;
                self.files += 1;
                self.names.insert(name.clone(), file);
                self.ops.push(Op::Create(name, file));
                file
            }
        };
        if flags.contains("O_TRUNC") {
            self.ops.push(Op::Truncate(file, 0));
        }
        self.open.insert(descriptor, (Some(file), 0));
    }

    /// The name of a file right in the folder. The index of the log lives in memory only: SQLite never trusts it after a crash.
    fn name(&self, path: &[u8]) -> Option<String> {
        let path = String::from_utf8_lossy(path).into_owned();
        let name = Path::new(&path).strip_prefix(self.folder).ok()?.to_str()?.to_owned();
        (!name.is_empty() && !name.contains('/') && !name.ends_with("-shm")).then_some(name)
    }
}

/// The strings among a call's arguments, each byte as `\xHH`.
fn texts(arguments: &str) -> Vec<Vec<u8>> {
    let parts = arguments.split('"').skip(1).step_by(2);
    parts
        .map(|part| {
            let digits = part.split("\\x").skip(1);
            digits.map(|digits| u8::from_str_radix(digits, 16).unwrap()).collect()
        })
        .collect()
}
