package groovyinfra.compile;

import groovy.lang.GroovyClassLoader;
import groovyinfra.author.Operation;
import groovyinfra.deploy.CallResult;
import groovyinfra.deploy.OperationFailed;
import groovyinfra.model.Area;
import groovyinfra.model.Command;
import groovyinfra.model.Content;
import groovyinfra.model.Fact;
import groovyinfra.model.Mode;
import groovyinfra.model.ProblemException;
import groovyinfra.model.Result;
import groovyinfra.model.Secret;
import groovyinfra.model.Word;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.codehaus.groovy.control.CompilationFailedException;
import org.codehaus.groovy.control.CompilationUnit;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.control.Phases;

/** Compiles all files of a program in one go. */
final class Compiler {
    /** What the cache takes into account: whatever here changes what is generated. */
    static final String SETTINGS = "static, parameters, Java 25";

    private static final List<Class<?>> IMPORTS = List.of(
            Operation.class,
            groovyinfra.author.Library.class,
            groovyinfra.author.Param.class,
            groovy.transform.CompileDynamic.class,
            CallResult.class,
            OperationFailed.class,
            Area.class,
            Command.class,
            Content.class,
            Fact.class,
            Mode.class,
            Result.class,
            Secret.class,
            Word.class,
            Duration.class);

    private final ClassLoader loader;
    private final StandardLibrary standard;

    Compiler(ClassLoader loader) {
        this.loader = loader;
        this.standard = StandardLibrary.of(loader);
    }

    /**
     * Compiles.
     *
     * @throws ProblemException with all problems of all files
     */
    Image compile(Sources sources) {
        CompilerConfiguration configuration = configuration();
        try (GroovyClassLoader classes = classes(configuration)) {
            CompilationUnit unit = new CompilationUnit(configuration, null, classes);
            Preparation preparation = new Preparation(unit, sources, Names.of(standard, loader));
            unit.addPhaseOperation(preparation, preparation.getPhase().getPhaseNumber());
            TrailCustomizer trail = new TrailCustomizer();
            unit.addPhaseOperation(trail, trail.getPhase().getPhaseNumber());
            for (Source source : sources.all()) {
                unit.addSource(new UserSource(source, imports(), configuration, classes, unit.getErrorCollector()));
            }
            unit.compile(Phases.CLASS_GENERATION);
            return image(sources, unit, preparation.parameters());
        } catch (CompilationFailedException failed) {
            throw new ProblemException(new Problems(sources, standard).of(failed));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private GroovyClassLoader classes(CompilerConfiguration configuration) {
        GroovyClassLoader classes = new GroovyClassLoader(loader, configuration, false);
        classes.setResourceLoader(name -> null);
        return classes;
    }

    private CompilerConfiguration configuration() {
        CompilerConfiguration configuration = new CompilerConfiguration();
        configuration.setTargetBytecode("25");
        configuration.setParameters(true);
        configuration.setTolerance(Integer.MAX_VALUE);
        configuration.setDisabledGlobalASTTransformations(Set.of("groovy.grape.GrabAnnotationTransformation"));
        return configuration;
    }

    private List<String> imports() {
        List<String> imports = new ArrayList<>();
        IMPORTS.forEach(it -> imports.add(it.getName()));
        imports.addAll(standard.facts().keySet());
        imports.addAll(standard.libraries().values());
        return imports;
    }

    private static Image image(Sources sources, CompilationUnit unit, List<Image.DeclaredParam> parameters) {
        Map<String, String> deployFiles = new LinkedHashMap<>();
        sources.of(Source.Kind.DEPLOY).forEach(it -> deployFiles.put(it.className(), it.shown()));
        Map<String, String> files = new LinkedHashMap<>();
        unit.getAST()
                .getModules()
                .forEach(module -> module.getClasses()
                        .forEach(type ->
                                files.put(type.getName(), module.getContext().getName())));
        Map<String, byte[]> classes = new LinkedHashMap<>();
        unit.getClasses().forEach(it -> classes.put(it.getName(), it.getBytes()));
        return new Image(deployFiles, files, parameters, classes);
    }
}
