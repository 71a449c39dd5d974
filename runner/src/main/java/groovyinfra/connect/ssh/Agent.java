package groovyinfra.connect.ssh;

import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.schmizz.sshj.common.Buffer;

/**
 * An ssh-agent: holds keys and signs with them. The protocol is that of draft-ietf-sshm-ssh-agent; each question goes over a
 * connection of its own, so that hosts do not wait for one another.
 */
final class Agent {
    private static final int FAILURE = 5;
    private static final int REQUEST_IDENTITIES = 11;
    private static final int IDENTITIES = 12;
    private static final int REQUEST_SIGNATURE = 13;
    private static final int SIGNATURE = 14;
    private static final int RSA_SHA_256 = 2;
    private static final int RSA_SHA_512 = 4;
    private static final int MOST = 256 * 1024;

    private final Path socket;

    Agent(Path socket) {
        this.socket = socket;
    }

    /** The keys it holds. */
    List<Identity> identities() throws IOException {
        Buffer.PlainBuffer answer = ask(IDENTITIES, new Buffer.PlainBuffer().putByte((byte) REQUEST_IDENTITIES));
        long count = answer.readUInt32();
        List<Held> held = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            held.add(new Held(answer.readBytes(), answer.readString().strip()));
        }
        return held.stream()
                .<Identity>map(key -> held.stream().filter(key::isNamedLike).count() > 1 ? key.exactly() : key)
                .toList();
    }

    private byte[] sign(byte[] blob, byte[] data, int flags) throws IOException {
        return ask(
                        SIGNATURE,
                        new Buffer.PlainBuffer()
                                .putByte((byte) REQUEST_SIGNATURE)
                                .putBytes(blob)
                                .putBytes(data)
                                .putUInt32(flags))
                .readBytes();
    }

    private Buffer.PlainBuffer ask(int expected, Buffer.PlainBuffer message) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            ByteBuffer out = ByteBuffer.wrap(
                    new Buffer.PlainBuffer().putBytes(message.getCompactData()).getCompactData());
            while (out.hasRemaining()) {
                channel.write(out);
            }
            int length = read(channel, Integer.BYTES).getInt();
            if (length < 1 || length > MOST) {
                throw new IOException("the agent's answer has " + length + " bytes");
            }
            Buffer.PlainBuffer answer =
                    new Buffer.PlainBuffer(read(channel, length).array());
            int kind = answer.readByte();
            if (kind != expected) {
                throw new IOException(kind == FAILURE ? "the agent refused" : "the agent answered with " + kind);
            }
            return answer;
        }
    }

    private static ByteBuffer read(SocketChannel channel, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw new EOFException("the agent hung up");
            }
        }
        return bytes.flip();
    }

    private final class Held implements Identity {
        private final byte[] blob;
        private final String name;

        Held(byte[] blob, String name) {
            this.blob = blob;
            this.name = name;
        }

        boolean isNamedLike(Held other) {
            return name.equals(other.name);
        }

        /** The same, named so that it cannot be taken for another. */
        Held exactly() {
            return new Held(blob, (name + " " + HostKey.of(blob).fingerprint()).strip());
        }

        @Override
        public String label() {
            String kind = HostKey.of(blob).type().endsWith(CERTIFICATE) ? "agent certificate " : "agent key ";
            return kind + (name.isEmpty() ? HostKey.of(blob).fingerprint() : name);
        }

        @Override
        public byte[] blob() {
            return blob;
        }

        @Override
        public Optional<byte[]> openBlob() {
            return Optional.of(blob);
        }

        /** The agent may ask its owner, or a token may want to be touched. */
        @Override
        public boolean ready() {
            return false;
        }

        @Override
        public byte[] sign(String algorithm, byte[] data) throws Unusable, IOException {
            int flags = switch (Identity.plain(algorithm)) {
                case "rsa-sha2-512" -> RSA_SHA_512;
                case "rsa-sha2-256" -> RSA_SHA_256;
                default -> 0;
            };
            byte[] signature = Agent.this.sign(blob, data, flags);
            String made = new Buffer.PlainBuffer(signature).readString();
            if (flags != 0 && !made.equals(Identity.plain(algorithm))) {
                throw new Unusable("the agent cannot sign with " + algorithm);
            }
            return signature;
        }
    }
}
