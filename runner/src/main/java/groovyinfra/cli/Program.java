package groovyinfra.cli;

import groovyinfra.model.Problem;
import groovyinfra.model.ProblemException;
import groovyinfra.model.Suggestion;
import groovyinfra.report.Masker;
import groovyinfra.report.Screen;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** From arguments to an ending: finds the command, reads its flags, and says what went wrong. */
final class Program {
    /** What stands for bytes that are no characters, or none of the locale's. */
    private static final char UNREADABLE = '\uFFFD';

    private final Surroundings surroundings;
    private final Masker masker = new Masker();

    Program(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    int run(String[] arguments) {
        List<String> given = List.of(arguments);
        List<String> flags = given.contains("--") ? given.subList(0, given.indexOf("--")) : given;
        Output output = Output.plain(surroundings, flags.contains("--json"));
        boolean debug = flags.contains("--debug");
        try {
            return act(given, output).code();
        } catch (ProblemException wrong) {
            output.problems(masked(wrong.problems()));
            trace(wrong, debug);
            return Ending.WRONG.code();
        } catch (Exception | StackOverflowError | AssertionError bug) {
            output.problems(masked(List.of(Bug.problem(bug, surroundings.command(), given))));
            trace(bug, debug);
            return Ending.BUG.code();
        } finally {
            if (debug) {
                Diagnostics.hide();
            }
        }
    }

    private List<Problem> masked(List<Problem> problems) {
        return problems.stream()
                .map(it -> new Problem(
                        masker.mask(it.summary()), it.where(), masker.mask(it.detail()), masker.mask(it.attempt())))
                .toList();
    }

    private void trace(Throwable cause, boolean debug) {
        if (debug) {
            StringWriter trace = new StringWriter();
            cause.printStackTrace(new PrintWriter(trace));
            surroundings.err().print(Screen.harmless(masker.mask(trace.toString())));
        }
    }

    private Ending act(List<String> arguments, Output output) {
        arguments.stream()
                .filter(word -> word.indexOf(UNREADABLE) >= 0)
                .findFirst()
                .ifPresent(word -> {
                    throw LoginFlags.wrong(
                            "'" + word + "' is not text in UTF-8", "write it in UTF-8, in a locale such as C.UTF-8");
                });
        if (arguments.isEmpty()) {
            surroundings.out().print(Help.all(surroundings.command()));
            return Ending.WRONG;
        }
        String word = arguments.getFirst();
        if (word.equals("--version")) {
            return act(Verb.VERSION, arguments, output);
        }
        if (word.equals("-h") || word.equals("--help")) {
            return act(Verb.HELP, List.of(Verb.HELP.word()), output);
        }
        Verb verb = Verb.of(word).orElseThrow(() -> unknown(word));
        return act(verb, arguments, output);
    }

    private Ending act(Verb verb, List<String> arguments, Output output) {
        return new CommandReader(new Invocation(surroundings, arguments, masker, output), verb).read();
    }

    private ProblemException unknown(String word) {
        String attempt = word.startsWith("-")
                ? "write the command first, flags after it"
                : Suggestion.attempt(word, Verb.words(), "type " + surroundings.command() + " help");
        return new ProblemException(new Problem(
                "Unknown command",
                Problem.Where.NOWHERE,
                "'" + word + "' is none of " + String.join(", ", Verb.words()),
                attempt));
    }
}
