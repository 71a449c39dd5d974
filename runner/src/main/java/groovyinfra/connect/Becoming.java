package groovyinfra.connect;

import groovyinfra.model.Host;
import groovyinfra.model.Identity;
import groovyinfra.model.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * A host as another user: whatever is started begins through sudo, su or doas. It is tried without a password first, where the
 * program can be told not to ask.
 */
public final class Becoming implements Connection {
    private final Host host;
    private final Connection base;
    private final Identity identity;
    private final UserPasswords passwords;
    private volatile boolean asks;
    private volatile boolean wantsTerminal;

    Becoming(Host host, Connection base, Identity identity, UserPasswords passwords) {
        this.host = host;
        this.base = base;
        this.identity = identity;
        this.passwords = passwords;
        this.asks = identity instanceof Identity.Su;
    }

    /**
     * A connection as another user, who can be become: that has been tried.
     *
     * @throws groovyinfra.model.ProblemException when it cannot
     */
    public static Connection tried(Host host, Connection base, Identity identity, UserPasswords passwords) {
        Becoming becoming = new Becoming(host, base, identity, passwords);
        try {
            Optional<String> refusal = becoming.refusal();
            while (refusal.isPresent() && becoming.learns(refusal.get())) {
                refusal = becoming.refusal();
            }
            if (refusal.isPresent()) {
                throw Identities.refused(host, identity, refusal.get());
            }
            return becoming;
        } catch (IOException | Gone broken) {
            throw Identities.refused(host, identity, String.valueOf(broken.getMessage()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Identities.refused(host, identity, "interrupted");
        }
    }

    private Optional<String> refusal() throws IOException, InterruptedException {
        try (Shell _ = Shell.open(this, Identities.LOGIN, "", "")) {
            return Optional.empty();
        } catch (Shell.Refused refused) {
            return Optional.of(refused.getMessage());
        }
    }

    /** Starts a command that begins with {@code exec}. */
    @Override
    public Channel spawn(String command) throws IOException {
        return asks || wantsTerminal
                ? answered(command, false)
                : base.spawn(Identities.silent(host, identity, command));
    }

    /** Takes up what was said instead of a beginning: false if there is nothing that could be done about it. */
    boolean learns(String said) {
        boolean password = !asks && Identities.wantsPassword(said);
        boolean terminal = !wantsTerminal && Identities.wantsTerminal(identity, said);
        if (password && passwords.of(host, identity).isEmpty()) {
            return false;
        }
        asks = asks || password;
        wantsTerminal = wantsTerminal || terminal || (password && identity instanceof Identity.Doas);
        return password || terminal;
    }

    /**
     * Starts a command after the questions.
     *
     * @param there whether it stays on the terminal, on which it is asked then
     */
    private Channel answered(String command, boolean there) throws IOException {
        if (passwords.wereRefused(host, identity)) {
            throw Identities.wrongPassword(host, identity, passwords.refusedBefore(host, identity));
        }
        String ready = Nonce.next();
        String prompt = Nonce.next();
        String words =
                Identities.asking(host, identity, prompt, "echo " + ready + " >&2; " + command.replace("'", "'\\''"));
        Channel channel = there ? base.spawnOnTerminal(words) : wantsTerminal ? onTerminal(words) : base.spawn(words);
        boolean begun = false;
        try {
            Dialogue dialogue = new Dialogue(there ? channel.stdout() : channel.stderr(), ready, prompt);
            if (channel instanceof OnTerminal both) {
                dialogue.alsoTo(both.terminal().stdout());
                dialogue.alsoTo(both.terminal().stderr());
            }
            new Answers(channel, dialogue).give();
            begun = true;
            return channel;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Gone("interrupted while " + Identities.program(identity) + " was asking");
        } finally {
            if (!begun && channel instanceof OnTerminal both) {
                both.abandon();
            } else if (!begun) {
                channel.close();
            }
        }
    }

    private Channel onTerminal(String words) throws IOException {
        try {
            return OnTerminal.start(base, words);
        } catch (IOException failed) {
            if (base.isOpen()) {
                throw Identities.noTerminal(host, identity, failed);
            }
            throw failed;
        }
    }

    @Override
    public Channel spawnOnTerminal(String command) throws IOException {
        return asks || wantsTerminal
                ? answered(command, true)
                : base.spawnOnTerminal(Identities.silent(host, identity, command));
    }

    @Override
    public Connection overseer() {
        return base.overseer().equals(base) ? this : base.overseer();
    }

    @Override
    public String overseen(String path) {
        return base.overseen(path);
    }

    @Override
    public Duration reconnection() {
        return base.reconnection();
    }

    @Override
    public boolean isOpen() {
        return base.isOpen();
    }

    @Override
    public void close() {
        base.close();
    }

    /** What is answered until the command begins. */
    private final class Answers {
        private final Channel channel;
        private final Dialogue dialogue;
        private Optional<Secret> shown = Optional.empty();

        Answers(Channel channel, Dialogue dialogue) {
            this.channel = channel;
            this.dialogue = dialogue;
        }

        void give() throws IOException, InterruptedException {
            UserPasswords.Verdict verdict = UserPasswords.Verdict.UNKNOWN;
            try {
                verdict = converse();
            } finally {
                if (shown.isPresent()) {
                    passwords.tell(host, identity, shown.get(), verdict, dialogue.said());
                }
            }
            if (verdict == UserPasswords.Verdict.REFUSED) {
                throw Identities.wrongPassword(host, identity, dialogue.said());
            }
            if (verdict == UserPasswords.Verdict.UNKNOWN) {
                throw Identities.refused(host, identity, dialogue.said());
            }
        }

        private UserPasswords.Verdict converse() throws IOException, InterruptedException {
            while (true) {
                switch (dialogue.next()) {
                    case Dialogue.Turn.Begun _ -> {
                        return UserPasswords.Verdict.ACCEPTED;
                    }
                    case Dialogue.Turn.Ended _ -> {
                        if (!base.isOpen()) {
                            throw new Gone("connection closed");
                        }
                        return shown.isPresent() && Identities.wasWrong(identity, dialogue.said())
                                ? UserPasswords.Verdict.REFUSED
                                : UserPasswords.Verdict.UNKNOWN;
                    }
                    case Dialogue.Turn.Password _ -> {
                        if (shown.isPresent()) {
                            return UserPasswords.Verdict.REFUSED;
                        }
                        show();
                    }
                    case Dialogue.Turn.Question(String text) -> {
                        if (shown.isEmpty() && Identities.meansPassword(identity, text)) {
                            show();
                        } else {
                            write(passwords
                                    .ask(host, text)
                                    .orElseThrow(() -> Identities.question(host, identity, text)));
                        }
                    }
                }
            }
        }

        private void show() throws IOException, InterruptedException {
            Secret password = passwords
                    .of(host, identity)
                    .orElseThrow(() -> Identities.refused(host, identity, "a password is required"));
            if (!passwords.mayTry(host, identity, password)) {
                throw Identities.wrongPassword(host, identity, passwords.refusedBefore(host, identity));
            }
            shown = Optional.of(password);
            write(password);
        }

        private void write(Secret answer) throws IOException {
            String line = answer.reveal();
            if (line.indexOf('\n') >= 0) {
                throw Identities.severalLines(host, identity);
            }
            Channel to =
                    channel instanceof OnTerminal both && !Identities.readsInput(identity) ? both.terminal() : channel;
            to.stdin().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            to.stdin().flush();
        }
    }
}
