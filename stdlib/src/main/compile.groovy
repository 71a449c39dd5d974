import static org.codehaus.groovy.control.customizers.builder.CompilerCustomizationBuilder.withConfig

// Casts and conditions of static code become plain calls: the call sites that Groovy would make of them are linked one by one at each
// start, and are slow where only C1 compiles. Set as late as here, since the Maven plug-in switches them on after this script.
withConfig(configuration) {
    inline(phase: 'CONVERSION') { source, context, type ->
        source.configuration.optimizationOptions.putAll(indy: false, int: false)
    }
}
