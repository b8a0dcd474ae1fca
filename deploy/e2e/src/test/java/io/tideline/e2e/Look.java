package io.tideline.e2e;

import com.microsoft.playwright.options.ColorScheme;

/** Size and theme of a reader's window. */
enum Look {
    LIGHT(1440, 1000, ColorScheme.LIGHT),
    DARK(1440, 1000, ColorScheme.DARK),
    PHONE_LIGHT(390, 844, ColorScheme.LIGHT),
    PHONE_DARK(390, 844, ColorScheme.DARK),
    WALL(1920, 1080, ColorScheme.DARK),
    WALL_4K(3840, 2160, ColorScheme.LIGHT);

    private final int width;
    private final int height;
    private final ColorScheme scheme;

    Look(int width, int height, ColorScheme scheme) {
        this.width = width;
        this.height = height;
        this.scheme = scheme;
    }

    /** What the address of a page asks for. */
    String query() {
        return this == WALL || this == WALL_4K ? "?wall=on" : "";
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    ColorScheme scheme() {
        return scheme;
    }
}
