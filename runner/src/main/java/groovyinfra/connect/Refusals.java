package groovyinfra.connect;

import groovyinfra.model.Command;
import groovyinfra.model.Host;
import groovyinfra.model.Option;
import groovyinfra.model.Options;
import groovyinfra.model.Problem;
import groovyinfra.model.ProblemException;
import groovyinfra.model.Result;
import groovyinfra.model.Secret;
import groovyinfra.model.Step;
import groovyinfra.model.Word;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What is not sent to a host at all. */
public final class Refusals {
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private Refusals() {}

    /**
     * Refuses a step whose command or environment holds a secret, or what a shell cannot be told.
     *
     * @throws ProblemException when it does
     */
    public static void check(Host host, Step step, Options ofCall) {
        switch (step) {
            case Step.Run run -> {
                checkWords(host, run.command());
                checkOptions(host, ofCall.narrowedBy(run.options()));
            }
            case Step.Start start -> check(host, start.command(), ofCall);
            case Step.Await await -> checkText(host, await.job());
            case Step.Upload upload -> checkText(host, upload.path());
            case Step.Tree tree -> {
                checkText(host, tree.path());
                tree.members().forEach(member -> checkText(host, member.path()));
            }
            case Step.Download download -> checkText(host, download.path());
            case Step.Local _, Step.Say _, Step.Reconnect _ -> {}
        }
    }

    /** Arguments and environment of a process can be read by other users of the host. */
    static void checkWords(Host host, Command command) {
        if (command.hidesSomething()) {
            throw problem(
                    host,
                    "A secret in a command's words",
                    command.shown(),
                    "give it by stdin:, or write it to a file with files.put and name the file");
        }
        if (holdsNul(command.words())) {
            checkText(host, script(host, command));
        }
    }

    private static boolean holdsNul(List<Word> words) {
        for (Word word : words) {
            boolean nul = switch (word) {
                case Word.Quoted(String text) -> text.indexOf('\0') >= 0;
                case Word.Raw(String text) -> text.indexOf('\0') >= 0;
                case Word.Joined(List<Word> pieces) -> holdsNul(pieces);
                case Word.Hidden hidden -> false;
            };
            if (nul) {
                return true;
            }
        }
        return false;
    }

    private static String script(Host host, Command command) {
        try {
            return command.script();
        } catch (IllegalArgumentException nul) {
            throw problem(
                    host,
                    "A NUL byte in a command",
                    command.words().toString(),
                    "give such bytes by stdin:, or as a file");
        }
    }

    private static void checkOptions(Host host, Options options) {
        options.get(Option.CHDIR).ifPresent(path -> checkText(host, path));
        for (Map.Entry<?, ?> variable : options.get(Option.ENV).orElse(Map.of()).entrySet()) {
            String name = String.valueOf(variable.getKey());
            if (!VARIABLE.matcher(name).matches()) {
                throw problem(
                        host, "Not the name of a variable", "'" + name + "'", "use letters, digits and _ in env:");
            }
            if ((Object) variable.getValue() instanceof Secret) {
                throw problem(
                        host,
                        "A secret in the environment",
                        name + "=" + Secret.MASK,
                        "give it by stdin:, or as a file of mode 0600");
            }
            checkText(host, String.valueOf(variable.getValue()));
        }
    }

    private static void checkText(Host host, String text) {
        if (text.indexOf('\0') >= 0) {
            throw problem(
                    host,
                    "A NUL byte in a command",
                    text.replace('\0', '?'),
                    "give such bytes by stdin:, or as a file");
        }
    }

    static ProblemException unreadable(Host host, IOException cause) {
        String detail =
                cause instanceof NoSuchFileException ? cause.getMessage() + " does not exist" : cause.toString();
        return problem(
                host, "A file of the controller cannot be read", detail, "correct the path, or make the file readable");
    }

    static ProblemException noDirectory(Host host, String chdir, Result result) {
        return problem(
                host,
                "Chdir leads nowhere",
                chdir + "\n" + result.stderr().strip(),
                "create the directory in an earlier call, or correct chdir:");
    }

    static ProblemException noTerminal(Host host, String said) {
        return problem(
                host,
                "No terminal to be had",
                said.isEmpty() ? "the host said nothing" : said,
                "leave out pty:, or install script there (package bsdutils or util-linux)");
    }

    static ProblemException lacks(Host host, String program) {
        return problem(
                host, "The host has no " + program, program, "install " + program + " there (package coreutils)");
    }

    static ProblemException failed(Host host, Exception cause) {
        return new ProblemException(
                new Problem(
                        "An action on the controller failed",
                        Problem.Where.host(host.name()),
                        cause.toString(),
                        "look at the action; --debug shows where it failed"),
                cause);
    }

    private static ProblemException problem(Host host, String summary, String detail, String attempt) {
        return new ProblemException(new Problem(summary, Problem.Where.host(host.name()), detail, attempt));
    }
}
