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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        Problems problems = new Problems(sources, standard);
        Optional<Image> image = attempt(sources, imports(), problems);
        if (image.isEmpty() && !problems.unknownClasses().isEmpty()) {
            Map<String, String> guessed = imports();
            problems.unknownClasses().forEach(it -> guessed.put(it, "java.lang.Object"));
            attempt(sources, guessed, problems);
        }
        if (image.isEmpty()) {
            Syntax syntax = new Syntax(configuration());
            sources.all().forEach(source -> problems.add(syntax.errors(source)));
        }
        return image.orElseThrow(() -> new ProblemException(problems.sorted()));
    }

    private Optional<Image> attempt(Sources sources, Map<String, String> imports, Problems problems) {
        CompilerConfiguration configuration = configuration();
        List<UserSource> files = new ArrayList<>();
        try (GroovyClassLoader classes = classes(configuration)) {
            CompilationUnit unit = new CompilationUnit(configuration, null, classes);
            Preparation preparation = new Preparation(unit, sources, Names.of(standard, loader));
            unit.addPhaseOperation(preparation, Phases.CONVERSION);
            unit.addPhaseOperation(OwnRun.customizer(), Phases.CANONICALIZATION);
            unit.addPhaseOperation(new TrailCustomizer(), Phases.INSTRUCTION_SELECTION);
            unit.addPhaseOperation(
                    source -> ((UserSource) source).takeProblems().forEach(it -> it.error(source)),
                    Phases.INSTRUCTION_SELECTION);
            for (Source source : sources.all()) {
                OpenErrors errors = new OpenErrors(configuration, unit.getErrorCollector());
                files.add(new UserSource(source, imports, configuration, classes, errors));
            }
            files.forEach(unit::addSource);
            unit.compile(Phases.CLASS_GENERATION);
            return Optional.of(image(sources, unit, preparation.parameters()));
        } catch (CompilationFailedException failed) {
            problems.add(failed, files);
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
        configuration.setPluginFactory(NamedArguments.factory());
        configuration.setTolerance(Integer.MAX_VALUE);
        // After the first error the files that are still being parsed would go on adding theirs while these are read.
        configuration.getOptimizationOptions().put(CompilerConfiguration.PARALLEL_PARSE, false);
        configuration.setDisabledGlobalASTTransformations(Set.of("groovy.grape.GrabAnnotationTransformation"));
        return configuration;
    }

    /** Simple names to classes. */
    private Map<String, String> imports() {
        Map<String, String> imports = new LinkedHashMap<>();
        IMPORTS.forEach(it -> imports.put(it.getSimpleName(), it.getName()));
        for (Collection<String> types :
                List.of(standard.facts(), standard.libraries().values())) {
            types.forEach(it -> imports.put(it.substring(it.lastIndexOf('.') + 1), it));
        }
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
