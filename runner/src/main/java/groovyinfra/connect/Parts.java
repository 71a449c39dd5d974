package groovyinfra.connect;

import groovyinfra.model.Command;
import groovyinfra.model.Fact;
import groovyinfra.model.Mode;
import groovyinfra.model.Option;
import groovyinfra.model.Options;
import groovyinfra.model.Result;
import groovyinfra.model.Step;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Writes the parts of messages: what each fact and each step is in the language of the shell. */
final class Parts {
    /** Beyond this many characters a script is not a word of an argument list any more: Linux allows 128 KiB. */
    private static final int LONGEST_WORD = 100_000;

    /** How much a fact may say: its answer is read as a whole. */
    private static final int LONGEST_ANSWER = 64 << 20;

    private Parts() {}

    static Part fact(Fact<?> fact) {
        String ask = "( eval " + Command.quote(fact.command().script()) + "\n) </dev/null";
        String script = fact.needs()
                .map(program ->
                        "if _gi_has " + Command.quote(program) + "; then\n" + ask + "\nelse _gi_note absent; fi")
                .orElse(ask);
        return new Part(script, List.of(), Optional.empty(), LONGEST_ANSWER);
    }

    /** A command whose standard input is {@code /dev/null}. */
    static Part run(Command command, Options options) {
        return command(inOwnProcess(command, options, "") + " </dev/null", options);
    }

    /** A command with standard input that travels in the message. */
    static Part run(Command command, Options options, byte[] stdin) {
        return command(withInput(stdin, inOwnProcess(command, options, "")), options);
    }

    /** A command that reads a file, which is gone as soon as it is open. */
    static Part run(Command command, Options options, String file) {
        String open = "exec <" + file + " || exit 1\nrm -f " + file + "\n";
        return command(inOwnProcess(command, options, open), options);
    }

    /** A command for a shell on a terminal, which has been told what it needs for it. */
    static String onTerminal(Command command, Options options) {
        return inOwnProcess(command, options, "");
    }

    /** The shell is to look, before it goes on, whether something was left running. */
    private static Part command(String script, Options options) {
        return new Part("_gi_dare\n" + script, successCodes(options), options.get(Option.TIMEOUT), Result.LIMIT);
    }

    static List<Integer> successCodes(Options options) {
        return options.get(Option.SUCCESS_CODES).orElse(List.of(0));
    }

    private static String inOwnProcess(Command command, Options options, String first) {
        StringBuilder script = new StringBuilder("( ").append(first);
        options.get(Option.CHDIR)
                .ifPresent(
                        path -> script.append("_gi_cd ").append(directory(path)).append('\n'));
        options.get(Option.ENV)
                .ifPresent(all -> all.forEach((name, value) -> script.append("export ")
                        .append(name)
                        .append('=')
                        .append(Command.quote(value))
                        .append('\n')));
        Optional<String> other = options.get(Option.SHELL_EXECUTABLE);
        String shell = other.map(Command::quote).orElse("\"$_gi_sh\"");
        String text = command.script();
        boolean fits = text.length() <= LONGEST_WORD;
        if (fits && other.isEmpty() && Direct.is(text)) {
            script.append("_gi_start ").append(text).append('\n');
        }
        script.append("_gi_exec ").append(shell).append(" -c ");
        if (fits) {
            return script.append(Command.quote(text)).append("\n)").toString();
        }
        String end = Nonce.next();
        // Some shells go on with nothing where they have no room for a here-document: its end shows that it is there.
        return script.append("'_gi=$(cat <&9); exec 9<&-; case $_gi in *\"#")
                .append(end)
                .append("\") eval \"${_gi%?#")
                .append(end)
                .append("}\" ;; *) exit 1 ;; esac' 9<<'")
                .append(end)
                .append("'\n")
                .append(text)
                .append("\n#")
                .append(end)
                .append('\n')
                .append(end)
                .append("\n)")
                .toString();
    }

    /** A directory as a word; the tilde means what it means in a shell. */
    private static String directory(String path) {
        if (path.equals("~")) {
            return "\"$HOME\"";
        }
        return path.startsWith("~/") ? "\"$HOME\"/" + Command.quote(path.substring(2)) : word(path);
    }

    /** A path as a word that no program takes for an option. */
    static String word(String path) {
        return Command.quote(path.startsWith("-") ? "./" + path : path);
    }

    /** Not by a here-document: for those some shells need room for temporary files, and go on without. */
    private static String withInput(byte[] bytes, String script) {
        return "if _gi_has base64; then _gi_say " + base64(bytes) + " | base64 -d | " + script
                + "\nelse _gi_note lacks base64; (exit 127); fi";
    }

    private static String base64(byte[] bytes) {
        return "'" + Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(bytes) + "'";
    }

    /** An upload whose content travels in the message. */
    static Part put(Step.Upload upload, byte[] content, Options options) {
        Fingerprint fingerprint = Fingerprint.of(content);
        String call = "( _gi_put " + arguments(upload, Incoming.beside(upload)) + " " + fingerprint.cksum() + " "
                + fingerprint.sha256() + " " + base64(content) + " ) </dev/null";
        return file(call, options);
    }

    /** The end of an upload whose content has come in, and is checked. */
    static Part finish(Step.Upload upload, Incoming file, Options options) {
        return file("( _gi_finish " + arguments(upload, file) + " ) </dev/null", options);
    }

    /** A tree whose archive travels in the message. */
    static Part spread(Step.Tree tree, String last, byte[] archive, Options options) {
        return file(withInput(archive, "( " + spread(tree, last) + " )"), options);
    }

    /** What takes the archive of a tree from standard input. */
    static String spread(Step.Tree tree, String last) {
        String owner =
                tree.owner().orElse("") + tree.group().map(group -> ":" + group).orElse("");
        return "_gi_spread " + word(tree.path()) + " " + Remains.name() + " " + last + " " + Command.quote(owner);
    }

    /** Away with a file. */
    static Part remove(Incoming file) {
        return file("( " + file.removal() + " ) </dev/null", Options.NONE);
    }

    private static Part file(String script, Options options) {
        return new Part(script, List.of(0), options.get(Option.TIMEOUT), Result.LIMIT);
    }

    private static String arguments(Step.Upload upload, Incoming file) {
        return String.join(
                " ",
                file.words(),
                orNothing(upload.mode().map(Mode::toString)),
                orNothing(upload.owner()),
                orNothing(upload.group()));
    }

    private static String orNothing(Optional<String> value) {
        return value.map(Command::quote).orElse("''");
    }
}
