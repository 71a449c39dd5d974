package groovyinfra.inventory

import groovyinfra.model.Host
import groovyinfra.model.Inventory
import groovyinfra.model.Options
import groovyinfra.model.Problem
import groovyinfra.model.ProblemException
import groovyinfra.model.Secret
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import spock.lang.Specification
import spock.lang.TempDir

/** Inventories written to a folder of their own; problems as text, without that folder's name. */
abstract class InventoryFixture extends Specification {
    @TempDir
    Path folder

    Path write(String name, String text) {
        Path file = folder.resolve(name)
        Files.createDirectories(file.parent)
        Files.writeString(file, text.stripIndent())
    }

    Path program(String name, String script) {
        Path file = write(name, script)
        file.toFile().setExecutable(true)
        file
    }

    Roster roster(List<String> sources, List<String> data = []) {
        Roster.read(new Roster.Request(sources, folder, data, Duration.ofSeconds(20)))
    }

    Roster yaml(String text, List<String> data = []) {
        write('inventory.yaml', text)
        roster(['inventory.yaml'], data)
    }

    Inventory inventory(Roster roster, Selection selection = Selection.ALL, Secrets secrets = Secrets.UNASKED) {
        roster.inventory(selection, secrets, Options.NONE)
    }

    Host host(Roster roster, String name) {
        inventory(roster).host(name).orElseThrow()
    }

    List<String> problems(Closure<?> action) {
        try {
            action()
            []
        } catch (ProblemException e) {
            assert e.problems().every { it.summary().split(/\s+/).size() <= 8 }
            assert e.problems().every { it.attempt() }
            e.problems().collect { text(it) }
        }
    }

    String text(Problem problem) {
        String place = problem.where().position().map { "$it: " }.orElse('')
        "$place${problem.summary()} | ${problem.detail()} | ${problem.attempt()}".replace("$folder/", '')
    }

    /** Answers to questions, which may each be asked once. */
    static class Answers implements Secrets {
        final List<String> asked = []
        final List<Secret> kept = []

        @Override
        Optional<String> environment(String name) {
            asked << "env $name".toString()
            Optional.ofNullable(name == 'MISSING' ? null : "value of $name".toString())
        }

        @Override
        Secret prompt(String question) {
            asked << "prompt $question".toString()
            Secret.of("answer to $question")
        }

        @Override
        Secret output(List<String> command) {
            asked << "command ${command.join(' ')}".toString()
            Secret.of('printed')
        }

        @Override
        Secret keep(Secret secret) {
            kept << secret
            secret
        }
    }
}
