//! Every word that people read, from the translation files. Never a word of its own.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::{FluentNumber, FluentNumberOptions, FluentNumberType};
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::sync::OnceLock;

const ENGLISH: &str = include_str!("../../assets/words/en.ftl");

fn bundle() -> &'static FluentBundle<FluentResource> {
    static BUNDLE: OnceLock<FluentBundle<FluentResource>> = OnceLock::new();
    BUNDLE.get_or_init(|| {
        let english: unic_langid::LanguageIdentifier = "en".parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![english]);
        // The marks around arguments are for mixed directions; a till's line has one, and the fonts draw them as boxes.
        bundle.set_use_isolating(false);
        let words = FluentResource::try_new(ENGLISH.to_owned()).unwrap_or_else(|(words, _)| words);
        bundle.add_resource_overriding(words);
        bundle
    })
}

/// The words of a key; the key itself where there are none.
pub fn say(key: &str) -> String {
    tell(key, &[])
}

/// The words of a key with what they are about.
pub fn tell(key: &str, about: &[(&str, FluentValue<'_>)]) -> String {
    let Some(pattern) = bundle().get_message(key).and_then(|message| message.value()) else {
        return key.to_owned();
    };
    let mut args = FluentArgs::with_capacity(about.len());
    for (name, value) in about {
        args.set(*name, value.clone());
    }
    bundle()
        .format_pattern(pattern, Some(&args), &mut Vec::new())
        .into_owned()
}

/// A number that says which one: `3rd`.
pub fn ordinal(number: u32) -> FluentValue<'static> {
    let options = FluentNumberOptions {
        r#type: FluentNumberType::Ordinal,
        ..FluentNumberOptions::default()
    };
    FluentValue::Number(FluentNumber::new(f64::from(number), options))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn sources(folder: &Path, into: &mut String) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, into);
            } else {
                into.push_str(&std::fs::read_to_string(path).unwrap());
            }
        }
    }

    #[test]
    fn the_english_words_parse_whole() {
        assert!(FluentResource::try_new(ENGLISH.to_owned()).is_ok());
    }

    #[test]
    fn every_key_that_the_window_uses_has_its_words() {
        let mut code = String::new();
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/gui"), &mut code);
        let mut keys = 0;
        for call in ["say(\"", "tell(\"", "word: \"", "tell(\n"] {
            for part in code.split(call).skip(1) {
                let part = part.trim_start().trim_start_matches('"');
                let key = part.split('"').next().unwrap();
                if key.is_empty()
                    || !key
                        .chars()
                        .all(|ch| ch.is_ascii_lowercase() || ch == '-' || ch.is_ascii_digit())
                {
                    continue;
                }
                assert!(bundle().has_message(key), "`{key}` has no words in en.ftl");
                keys += 1;
            }
        }
        assert!(keys > 50, "the test has lost sight of the code: {keys}");
    }

    #[test]
    fn words_count() {
        assert_eq!(tell("cart-items", &[("count", 1.into())]), "1 item");
        assert_eq!(tell("cart-items", &[("count", 6.into())]), "6 items");
    }
}
