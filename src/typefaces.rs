//! The typefaces that the program carries, for the window and for papers: each lies in it once.
//! Never parsed here.

macro_rules! carried {
    ($($(#[$when:meta])* $name:ident = $file:literal;)*) => {
        // A static has one place in the program; what a constant or a reference holds stands wherever it is named.
        $(
            $(#[$when])*
            pub static $name: [u8; include_bytes!(concat!("../assets/", $file)).len()] =
                *include_bytes!(concat!("../assets/", $file));
        )*
    };
}

carried! {
    COURIER = "fonts/CourierPrime-Regular.ttf";
    COURIER_BOLD = "fonts/CourierPrime-Bold.ttf";
    NOTO = "fonts/NotoSans-Regular.ttf";
    NOTO_BOLD = "fonts/NotoSans-Bold.ttf";
    NEXT = "fonts/AtkinsonHyperlegibleNext-Regular.ttf";
    #[cfg(feature = "gui")]
    NEXT_SEMIBOLD = "fonts/AtkinsonHyperlegibleNext-SemiBold.ttf";
    NEXT_BOLD = "fonts/AtkinsonHyperlegibleNext-Bold.ttf";
    #[cfg(feature = "gui")]
    NEXT_EXTRABOLD = "fonts/AtkinsonHyperlegibleNext-ExtraBold.ttf";
    MONO = "fonts/AtkinsonHyperlegibleMono-Regular.ttf";
    MONO_BOLD = "fonts/AtkinsonHyperlegibleMono-Bold.ttf";
    #[cfg(feature = "gui")]
    ICONS = "icons/zinetill-icons.ttf";
}
