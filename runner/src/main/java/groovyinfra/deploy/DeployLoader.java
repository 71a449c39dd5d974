package groovyinfra.deploy;

import groovyinfra.model.Fact;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Turns deploy files into programs. Found by {@link java.util.ServiceLoader}. */
public interface DeployLoader {

    /**
     * Compiles the files, or takes them from the cache of compiled files.
     *
     * @param files deploy files, in the order in which they run
     * @throws groovyinfra.model.ProblemException with all compile problems of all files
     */
    Deploy load(List<Path> files, Settings settings);

    /**
     * A program of one call, as {@code groovy-infra op} runs it.
     *
     * @param operation such as {@code apt.packages}
     * @param arguments positional ones, and {@code name=value}
     */
    Deploy call(String operation, List<String> arguments, Settings settings);

    /** A fact by its name, as {@code groovy-infra fact} asks for it. */
    Fact<?> fact(String name, List<String> arguments);

    /** What deploy files can use without a word, for help and documentation. */
    Reference reference();

    /**
     * What a program is compiled with.
     *
     * @param params from {@code --set}: text, which may be a list, or values from a YAML file
     * @param cache folder of compiled deploy files
     */
    record Settings(Map<String, Object> params, Path cache) {}
}
