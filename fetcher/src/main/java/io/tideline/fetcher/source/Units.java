package io.tideline.fetcher.source;

import static java.util.Map.entry;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** From the spelling of a unit in a payload to its UCUM code. A code of the table is a spelling of itself. */
public final class Units {
    private static final Map<String, String> COMMON = Map.ofEntries(
            entry("°C", "Cel"),
            entry("degC", "Cel"),
            entry("celsius", "Cel"),
            entry("°F", "[degF]"),
            entry("degF", "[degF]"),
            entry("fahrenheit", "[degF]"),
            entry("K", "K"),
            entry("%", "%"),
            entry("percent", "%"),
            entry("fraction", ""),
            entry("", ""),
            entry("Pa", "Pa"),
            entry("hPa", "hPa"),
            entry("kPa", "kPa"),
            entry("mbar", "mbar"),
            entry("m/s", "m/s"),
            entry("m_s-1", "m/s"),
            entry("km/h", "km/h"),
            entry("km_h-1", "km/h"),
            entry("mph", "[mi_i]/h"),
            entry("mp/h", "[mi_i]/h"),
            entry("kn", "[kn_i]"),
            entry("mm", "mm"),
            entry("cm", "cm"),
            entry("m", "m"),
            entry("km", "km"),
            entry("inch", "[in_i]"),
            entry("ft", "[ft_i]"),
            entry("°", "deg"),
            entry("degree_(angle)", "deg"),
            entry("W/m²", "W/m2"),
            entry("kWh", "kW.h"),
            entry("W", "W"),
            entry("kW", "kW"),
            entry("V", "V"),
            entry("A", "A"),
            entry("lux", "lx"),
            entry("ppm", "[ppm]"),
            entry("ppb", "[ppb]"),
            entry("μg/m³", "ug/m3"),
            entry("µg/m³", "ug/m3"),
            entry("s", "s"),
            entry("min", "min"),
            entry("h", "h"));

    private final Map<String, String> codes;

    private Units(Map<String, String> codes) {
        this.codes = codes;
    }

    /** The common spellings and, before them, those given. */
    public static Units with(Map<String, String> more) {
        Map<String, String> codes = new HashMap<>();
        COMMON.values().forEach(code -> codes.put(code, code));
        codes.putAll(COMMON);
        more.values().forEach(code -> codes.put(code, code));
        codes.putAll(more);
        return new Units(Map.copyOf(codes));
    }

    /** The UCUM code of a spelling; a prefix of a vocabulary, as in {@code wmoUnit:degC}, does not matter. */
    public Optional<String> codeOf(String spelling) {
        return Optional.ofNullable(codes.get(spelling))
                .or(() -> Optional.ofNullable(codes.get(spelling.substring(spelling.lastIndexOf(':') + 1))));
    }
}
