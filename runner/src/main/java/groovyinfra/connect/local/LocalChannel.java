package groovyinfra.connect.local;

import groovyinfra.connect.Channel;
import groovyinfra.model.Exit;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Consumer;

/** A process of the controller. */
final class LocalChannel implements Channel {
    private final Process process;
    private final Consumer<LocalChannel> closed;
    private final OutputStream stdin;
    private final InputStream stdout;
    private final InputStream stderr;

    LocalChannel(Process process, Consumer<LocalChannel> closed) {
        this.process = process;
        this.closed = closed;
        stdin = new Unbuffered(process.getOutputStream());
        stdout = new ProcessOutput(process.getInputStream());
        stderr = new ProcessOutput(process.getErrorStream());
    }

    @Override
    public OutputStream stdin() {
        return stdin;
    }

    @Override
    public InputStream stdout() {
        return stdout;
    }

    @Override
    public InputStream stderr() {
        return stderr;
    }

    @Override
    public Exit exit() throws InterruptedException {
        return new Exit.Code(process.waitFor());
    }

    @Override
    public void close() {
        closed.accept(this);
        try {
            stdin.close();
            stdout.close();
            stderr.close();
        } catch (IOException ended) {
            // nobody reads any more: the process has ended
        }
    }

    /** Processes get what is written at once. */
    private static final class Unbuffered extends FilterOutputStream {
        Unbuffered(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
            out.flush();
        }
    }
}
