#!/usr/bin/env bash
# Makes the Debian package of the till with plain dpkg-deb.
#
#   packaging/linux/build-deb.sh [FOLDER]     the .deb goes to FOLDER, target/debian if none is named
#
# Takes target/release/zinetill when it is there, builds it when it is not (ZINETILL_BINARY names another one).
# A binary runs on the glibc it was built with or a newer one: build on Debian 12 to serve 12 and everything after.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
target=${CARGO_TARGET_DIR:-$root/target}
out=${1:-$target/debian}
binary=${ZINETILL_BINARY:-$target/release/zinetill}
id=org.zinetill.Zinetill

say() { printf '%s\n' "$*" >&2; }

# The version is the first `version = "…"` of the [package] table.
version=$(sed -n '/^\[package\]/,/^\[[^p]/s/^version = "\(.*\)"$/\1/p' "$root/Cargo.toml" | head -n 1)
[ -n "$version" ] || { say "No version found in Cargo.toml."; exit 1; }
# Debian sorts 1.0~rc1 before 1.0, where Cargo writes 1.0-rc1.
version=${version/-/\~}
arch=$(dpkg --print-architecture)

if [ ! -x "$binary" ]; then
  if [ -n "${ZINETILL_BINARY:-}" ]; then say "There is no program at $binary."; exit 1; fi
  say "No release build yet; building it."
  (cd "$root" && cargo build --release --locked)
fi

stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
chmod 755 "$stage"

file() { install -D -m 644 "$1" "$stage/$2"; }

install -D -m 755 "$binary" "$stage/usr/bin/zinetill"
file "$here/$id.desktop" "usr/share/applications/$id.desktop"
file "$here/$id.metainfo.xml" "usr/share/metainfo/$id.metainfo.xml"
file "$root/assets/icons/$id.svg" "usr/share/icons/hicolor/scalable/apps/$id.svg"
for size in 48 128 256 512; do
  file "$root/assets/icons/$id-$size.png" "usr/share/icons/hicolor/${size}x${size}/apps/$id.png"
done

doc=usr/share/doc/zinetill
file "$here/copyright" "$doc/copyright"
file "$root/README.md" "$doc/README.md"
file "$root/LICENSE-MIT" "$doc/LICENSE-MIT"
file "$root/LICENSE-APACHE" "$doc/LICENSE-APACHE"
file "$root/assets/icons/LICENSE" "$doc/LICENSE-icons"
for licence in "$root"/assets/fonts/OFL-*.txt; do
  file "$licence" "$doc/$(basename "$licence")"
done
gzip -9n <"$root/CHANGELOG.md" >"$stage/$doc/changelog.gz"
chmod 644 "$stage/$doc/changelog.gz"

# The window's libraries are opened at run time, so no tool can find them in the binary: they are named here.
mkdir -p "$stage/DEBIAN"
cat >"$stage/DEBIAN/control" <<CONTROL
Package: zinetill
Version: $version
Architecture: $arch
Maintainer: The Zinetill contributors <maintainers@zinetill.invalid>
Installed-Size: $(du -sk --apparent-size --exclude=DEBIAN "$stage" | cut -f 1)
Depends: libc6 (>= 2.36), libgcc-s1, libfontconfig1, libwayland-client0, libx11-6, libx11-xcb1, libxcursor1, libxi6, libxkbcommon-x11-0, libxkbcommon0, libxrandr2
Recommends: xdg-utils, xdg-desktop-portal-gtk | xdg-desktop-portal-backend | zenity
Section: misc
Priority: optional
Description: till for zine tables
 Prices pamphlets the way the sign says ("1st @ \$1.00, rest \$0.75/ea."),
 takes the money, writes each sale safely to disk before it says so, makes
 receipts as PDF and tells at the end of the day what was sold and what
 should be in the tin.
 .
 It needs no network, no account and no training.
CONTROL
(cd "$stage" && find usr -type f -print0 | LC_ALL=C sort -z | xargs -0 md5sum >DEBIAN/md5sums)
chmod 644 "$stage/DEBIAN/control" "$stage/DEBIAN/md5sums"

mkdir -p "$out"
package=$out/zinetill_${version}_${arch}.deb
dpkg-deb --root-owner-group -Zxz --build "$stage" "$package" >&2
printf '%s\n' "$package"
