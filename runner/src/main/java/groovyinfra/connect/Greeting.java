package groovyinfra.connect;

import java.time.Duration;

/** The first answer of a shell, among whatever the login shell prints. */
final class Greeting {
    private final String nonce = Nonce.next();
    private final Side stdout = new Side();
    private final Side stderr = new Side();
    private ShellProcess process;
    private boolean lacking;

    String nonce() {
        return nonce;
    }

    void take(boolean error, byte[] bytes) {
        Side side = error ? stderr : stdout;
        side.frames.take(bytes, side);
    }

    boolean isComplete() {
        return stdout.greeted && stderr.greeted;
    }

    /** Whether a directory is not there that the shell was told of. */
    boolean isLacking() {
        return lacking;
    }

    ShellProcess process() {
        return process;
    }

    /** What was printed, errors first. */
    String said() {
        return (stderr.said.text().strip() + "\n" + stdout.said.text().strip()).strip();
    }

    /** The same, where it did not come to an end. */
    String silence(Duration patience) {
        return (said() + "\nno answer within " + patience.toSeconds() + " s").strip();
    }

    private final class Side implements Frames.Sink {
        private final Frames frames = new Frames(nonce);
        private final Kept said = new Kept(4096);
        private boolean greeted;

        @Override
        public void output(byte[] bytes, int from, int to) {
            said.add(bytes, from, to);
        }

        @Override
        public void frame(String words) {
            if (words.equals("lacks")) {
                lacking = true;
            } else {
                greeted = true;
                process = ShellProcess.of(words);
            }
        }
    }
}
