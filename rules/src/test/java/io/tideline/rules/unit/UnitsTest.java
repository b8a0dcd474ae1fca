package io.tideline.rules.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {

    @ParameterizedTest
    @CsvSource({
        "32, [degF], 0, Cel",
        "98.6, [degF], 37, Cel",
        "-40, [degF], -40, Cel",
        "38, Cel, 100.4, [degF]",
        "0, K, -273.15, Cel",
        "36, km/h, 10, m/s",
        "50, %, 0.5, 1",
        "1013.25, hPa, 101325, Pa",
        "1, [ft_i], 0.3048, m",
        "90, min, 1.5, h",
        "0, [degF], -17.77777777777778, Cel"
    })
    void convertsExactlyToTheNearestDouble(double value, String from, double expected, String to) {
        assertThat(Units.conversion(from, to).orElseThrow().ofValue(value)).isEqualTo(expected);
    }

    /** In a class loader of its own, since the library looks for its parts when its classes are first used. */
    @Test
    void worksInAThreadWhoseClassLoaderSeesNoLibrary() throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try (URLClassLoader fresh = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            Object conversion = fresh.loadClass(Units.class.getName())
                    .getMethod("conversion", String.class, String.class)
                    .invoke(null, "[degF]", "Cel");

            assertThat(conversion).asString().startsWith("Optional[Conversion[factor=0.5555");
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static URL[] classPath() {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(classPath.split(File.pathSeparator))
                .map(UnitsTest::url)
                .toArray(URL[]::new);
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("not a class path entry: " + entry, e);
        }
    }

    @Test
    void convertsDifferencesWithoutTheOffset() {
        assertThat(Units.conversion("[degF]", "Cel").orElseThrow().ofDifference(9))
                .isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({
        "Cel, %",
        "m, s",
        "{USD}, {EUR}",
        "{USD}, 1",
        "Cel, ''",
        "'', Cel",
        "dB, 1",
        "[pH], mol/L",
        "degF, Cel",
        "USD, Cel"
    })
    void hasNoConversionBetweenOtherDimensionsAndOddScales(String from, String to) {
        assertThat(Units.conversion(from, to)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Cel", "[degF]", "%", "m/s", "ug/m3", "{USD}", "mm[Hg]", "1", "dB"})
    void knowsUcumCodes(String code) {
        assertThat(Units.isUnit(code)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"degF", "°C", "celsius", "m//s", " Cel", "Cel ", "[", "{", "USD", "m s", "\t"})
    void refusesWhatIsNotAUnit(String code) {
        assertThat(Units.isUnit(code)).isFalse();
    }

    @Property(tries = 5000)
    void neverThrowsOnAnyText(@ForAll String code) {
        assertThat(Units.conversion(code, "Cel"))
                .satisfiesAnyOf(
                        conversion -> assertThat(conversion).isEmpty(),
                        conversion -> assertThat(Units.isUnit(code)).isTrue());
    }

    @Property
    void comesBackFromThereAndBack(@ForAll @DoubleRange(min = -1e6, max = 1e6) double value) {
        double there = Units.conversion("[degF]", "K").orElseThrow().ofValue(value);

        double back = Units.conversion("K", "[degF]").orElseThrow().ofValue(there);

        assertThat(back).isCloseTo(value, within(1e-9 * Math.max(1000, Math.abs(value))));
    }
}
