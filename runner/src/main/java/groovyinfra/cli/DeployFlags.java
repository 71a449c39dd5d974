package groovyinfra.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Deploy files and what is set in them. */
final class DeployFlags {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Deploy files; several run one after another.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "Sets a @Param of the deploy file; @FILE.yaml for many.")
    private List<String> values = new ArrayList<>();

    List<Path> files() {
        return files;
    }

    List<String> values() {
        return values;
    }

    List<String> names() {
        return files.stream().map(Path::toString).toList();
    }
}
