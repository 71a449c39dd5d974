package groovyinfra.connect.ssh;

import groovyinfra.model.Secret;
import java.util.List;
import java.util.Optional;
import net.schmizz.sshj.userauth.method.ChallengeResponseProvider;
import net.schmizz.sshj.userauth.password.Resource;

/**
 * A server that asks questions. The first whose answer is not to be seen is taken for that after the password, whatever its
 * language; others, such as that after a code, have no answer.
 */
final class Interview implements ChallengeResponseProvider {
    private static final char[] NOTHING = new char[0];

    private final Secret password;
    private boolean given;
    private volatile Optional<String> unanswered = Optional.empty();

    Interview(Secret password) {
        this.password = password;
    }

    /** The question that had no answer, if there was one. */
    Optional<String> unanswered() {
        return unanswered;
    }

    @Override
    public List<String> getSubmethods() {
        return List.of();
    }

    /** Titles are for people, who are not here. */
    @Override
    public void init(@SuppressWarnings("rawtypes") Resource resource, String name, String instruction) {}

    @Override
    public char[] getResponse(String question, boolean visible) {
        if (!visible && !given) {
            given = true;
            return password.reveal().toCharArray();
        }
        if (unanswered.isEmpty()) {
            unanswered = Optional.of(question.replaceAll("[^\\x20-\\x7e]", "?").strip());
        }
        return NOTHING;
    }

    @Override
    public boolean shouldRetry() {
        return false;
    }
}
