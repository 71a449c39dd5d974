package groovyinfra.compile

import groovy.transform.CompileStatic
import org.codehaus.groovy.control.CompilationUnit
import org.codehaus.groovy.control.CompilerConfiguration
import org.codehaus.groovy.control.ParserPluginFactory
import org.codehaus.groovy.control.Phases
import org.codehaus.groovy.control.customizers.ASTTransformationCustomizer
import org.codehaus.groovy.control.customizers.ImportCustomizer

/** Compiles sources as user code is compiled, many in one go. */
@CompileStatic
class Programs {
    private final GroovyClassLoader loader

    Programs(Map<String, String> sources, boolean typed, ParserPluginFactory parser = ParserPluginFactory.antlr4()) {
        def configuration = new CompilerConfiguration(scriptBaseClass: SimulatedScript.name, pluginFactory: parser)
        def imports = new ImportCustomizer()
        imports.addImports(SimulatedScript.name, SimulatedScript.Oops.canonicalName, groovyinfra.deploy.Halt.name)
        configuration.addCompilationCustomizers(imports)
        if (typed) {
            configuration.addCompilationCustomizers(new ASTTransformationCustomizer(CompileStatic))
        }
        configuration.addCompilationCustomizers(new TrailCustomizer())
        loader = new GroovyClassLoader(Programs.classLoader, configuration)
        def unit = new CompilationUnit(configuration, null, loader)
        sources.each { name, text -> unit.addSource(name + '.groovy', text) }
        unit.compile(Phases.CLASS_GENERATION)
        unit.classes.each { loader.defineClass(it.name, it.bytes) }
    }

    /** Sketches, as if they were written in one file. */
    static Programs of(Map<String, Sketch> sketches, boolean typed) {
        new Programs([Trials: ''], typed, new SketchParser('Trials.groovy', sketches))
    }

    SimulatedScript script(String name, SimulatedHost host) {
        def script = (SimulatedScript) loader.loadClass(name).getDeclaredConstructor().newInstance()
        script.sim = host
        script
    }
}
