package groovyinfra.connect.ssh;

import groovyinfra.connect.Channel;
import groovyinfra.model.Exit;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.ExecutionException;

/** A command on a channel of its own. */
final class SshChannel implements Channel {
    private final Exec exec;
    private final InputStream stdout;
    private final InputStream stderr;
    private final OutputStream stdin;

    SshChannel(Exec exec) {
        this.exec = exec;
        this.stdout = exec.getInputStream();
        this.stderr = exec.getErrorStream();
        this.stdin = new Prompt(exec.getOutputStream());
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
        try {
            return exec.ended().get();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        // Not in this thread: somebody may be stuck in a write to a peer that is gone, and hold the locks.
        Thread.ofVirtual().name("leave").start(exec::leave);
    }

    private static final class Prompt extends OutputStream {
        private final OutputStream out;

        Prompt(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            out.flush();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
