package io.tideline.api.rule;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.runtime.annotations.RegisterResourceBundle;
import io.quarkus.runtime.annotations.RegisterResources;
import javax.measure.BinaryPrefix;
import javax.measure.MetricPrefix;
import si.uom.SIServiceProvider;
import systems.uom.ucum.UCUM;
import systems.uom.ucum.spi.UCUMServiceProvider;
import tech.units.indriya.format.DefaultFormatService;
import tech.units.indriya.function.DefaultNumberSystem;
import tech.units.indriya.spi.DefaultServiceProvider;
import tech.units.indriya.unit.DefaultSystemOfUnitsService;
import tech.units.indriya.unit.Units;

/** What the library of units finds by name, told to a native binary: its tables of symbols, the fields that these name, and its services. */
@RegisterForReflection(
        targets = {
            UCUM.class,
            Units.class,
            MetricPrefix.class,
            BinaryPrefix.class,
            SIServiceProvider.class,
            UCUMServiceProvider.class,
            DefaultServiceProvider.class,
            DefaultFormatService.class,
            DefaultSystemOfUnitsService.class,
            DefaultNumberSystem.class
        })
@RegisterResources(
        globs = {
            "META-INF/services/javax.measure.spi.*",
            "META-INF/services/tech.units.indriya.spi.NumberSystem",
            "systems/uom/ucum/format/*.properties"
        })
final class UnitLibrary {
    private UnitLibrary() {}

    // A class for each: Quarkus does not see an annotation that is repeated.

    @RegisterResourceBundle(bundleName = "systems.uom.ucum.format.UCUMFormat_CS")
    static final class CaseSensitiveSymbols {}

    @RegisterResourceBundle(bundleName = "systems.uom.ucum.format.UCUMFormat_CI")
    static final class CaseInsensitiveSymbols {}

    @RegisterResourceBundle(bundleName = "systems.uom.ucum.format.UCUMFormat_Print")
    static final class PrintedSymbols {}

    @RegisterResourceBundle(bundleName = "tech.units.indriya.format.messages")
    static final class Names {}
}
