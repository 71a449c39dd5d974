package groovyinfra.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Flags that say which hosts are meant. */
final class HostFlags {
    @Option(
            names = {"-i", "--inventory"},
            paramLabel = "INVENTORY",
            description = "A file, a program, a list such as web1,web2, local, or demo:3; may be given several times.")
    private List<String> inventories = new ArrayList<>();

    @Option(
            names = "--limit",
            paramLabel = "HOSTS",
            description = "Only these: hosts, groups, globs; '!x' takes away, '&x' keeps what is in both.")
    private List<String> limits = new ArrayList<>();

    @Option(names = "--exclude", paramLabel = "HOSTS", description = "Not these: hosts, groups, globs.")
    private List<String> excludes = new ArrayList<>();

    @Option(
            names = "--data",
            paramLabel = "KEY=VALUE",
            description = "Data for every host, nearer than the inventory's; @FILE.yaml for many.")
    private List<String> data = new ArrayList<>();

    List<String> inventories() {
        return inventories;
    }

    List<String> limits() {
        return limits;
    }

    List<String> excludes() {
        return excludes;
    }

    List<String> data() {
        return data;
    }
}
