package groovyinfra.connect;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The process on a host by which one connection is served. When that is lost, it may not have noticed, and then it takes from what runs
 * nothing more, and holds it up.
 *
 * @param birth when it began, in ticks of the host: numbers are used again; 0 where that is not known
 * @param boot which start of the host it belongs to; 0 where that is not known
 */
public record Server(long number, String birth, String boot) {
    /** The script that tells which one serves what it runs in. */
    public static final String QUESTION = Scripts.SERVER;

    private static final Pattern ANSWER = Pattern.compile("^server ([0-9]+) ([0-9]+) (\\S+)$", Pattern.MULTILINE);

    /** From what the script has said; nothing where none is known. */
    public static Optional<Server> told(String said) {
        Matcher answer = ANSWER.matcher(said);
        return answer.find()
                ? Optional.of(new Server(Long.parseLong(answer.group(1)), answer.group(2), answer.group(3)))
                : Optional.empty();
    }

    /** The script that ends it, if it is a server, and still there. */
    public String release() {
        return "sh -s " + number + " " + birth + " " + boot + " <<'END'\n" + Scripts.RELEASE + "END";
    }
}
