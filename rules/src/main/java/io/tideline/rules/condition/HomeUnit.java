package io.tideline.rules.condition;

import io.tideline.rules.bytes.ByteReader;
import io.tideline.rules.bytes.ByteWriter;
import io.tideline.rules.unit.Units;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The unit in which a memory keeps its numbers: that of the first reading. Readings in another unit are converted to it. */
final class HomeUnit {
    private HomeUnit() {}

    /** The value of a reading in the home unit; empty if its unit cannot be converted. */
    static Optional<Double> valueIn(String home, Sample sample) {
        return sample.unit().equals(home)
                ? Optional.of(sample.value())
                : Units.conversion(sample.unit(), home).map(conversion -> conversion.ofValue(sample.value()));
    }

    static void write(@Nullable String home, ByteWriter out) {
        out.writeFlag(home != null);
        if (home != null) {
            out.writeText(home);
        }
    }

    static @Nullable String read(ByteReader in) {
        return in.readFlag() ? in.readText() : null;
    }
}
