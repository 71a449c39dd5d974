package groovyinfra.compile

import groovy.transform.CompileStatic
import groovyinfra.author.DeployScript
import org.codehaus.groovy.ast.ClassHelper
import org.codehaus.groovy.ast.ClassNode
import org.codehaus.groovy.classgen.GeneratorContext
import org.codehaus.groovy.control.CompilationUnit
import org.codehaus.groovy.control.CompilePhase
import org.codehaus.groovy.control.CompilerConfiguration
import org.codehaus.groovy.control.ParserPluginFactory
import org.codehaus.groovy.control.Phases
import org.codehaus.groovy.control.SourceUnit
import org.codehaus.groovy.control.customizers.ASTTransformationCustomizer
import org.codehaus.groovy.control.customizers.CompilationCustomizer
import org.codehaus.groovy.control.customizers.ImportCustomizer

/** Compiles sources as user code is compiled, many in one go. */
@CompileStatic
class Programs {
    private final ClassLoader loader

    Programs(Map<String, String> sources, boolean typed, ParserPluginFactory parser = ParserPluginFactory.antlr4()) {
        def configuration = new CompilerConfiguration(pluginFactory: parser)
        def imports = new ImportCustomizer()
        imports.addImports(TrialScript.name, TrialScript.Oops.canonicalName, groovyinfra.deploy.Halt.name)
        configuration.addCompilationCustomizers(imports, new BaseClass())
        if (typed) {
            configuration.addCompilationCustomizers(new ASTTransformationCustomizer(CompileStatic))
        }
        configuration.addCompilationCustomizers(new TrailCustomizer())
        def unit = new CompilationUnit(configuration, null, new GroovyClassLoader(Programs.classLoader, configuration))
        sources.each { name, text -> unit.addSource(name + '.groovy', text) }
        unit.compile(Phases.CLASS_GENERATION)
        loader = new Compiled(unit.classes.collectEntries { [it.name, it.bytes] })
    }

    /** Sketches, as if they were written in one file. */
    static Programs of(Map<String, Sketch> sketches, boolean typed) {
        new Programs([Trials: ''], typed, new SketchParser('Trials.groovy', sketches))
    }

    DeployScript script(String name) {
        (DeployScript) loader.loadClass(name).getDeclaredConstructor().newInstance()
    }

    /** As the loader does it, with the words of trials. */
    @CompileStatic
    private static class BaseClass extends CompilationCustomizer {
        BaseClass() {
            super(CompilePhase.CONVERSION)
        }

        @Override
        void call(SourceUnit source, GeneratorContext context, ClassNode type) {
            if (type.script) {
                type.superClass = ClassHelper.make(TrialScript)
                type.declaredConstructors.clear()
                type.getMethods('main').each { type.removeMethod(it) }
            }
        }
    }

    /** Has all classes that are in no package, so that nobody looks through the class path for what goes with them. */
    @CompileStatic
    private static class Compiled extends ClassLoader {
        private final Map<String, byte[]> classes

        Compiled(Map<String, byte[]> classes) {
            super(Programs.classLoader)
            this.classes = classes
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) {
            if (name.contains('.')) {
                return super.loadClass(name, resolve)
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name)
                // no truth of Groovy here: it would ask for locks of its own
                return known == null ? findClass(name) : known
            }
        }

        @Override
        protected Class<?> findClass(String name) {
            def bytes = classes[name]
            if (bytes == null) {
                throw new ClassNotFoundException(name)
            }
            defineClass(name, bytes, 0, bytes.length)
        }
    }
}
