package groovyinfra.model;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** Bytes on their way to a host: a file's content, a command's standard input. */
public sealed interface Content {

    /** Bytes in memory; nobody changes the array. */
    record Bytes(byte[] bytes) implements Content {
        @Override
        public boolean equals(Object other) {
            return other instanceof Bytes that && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }

    /** Text that is, or contains, a secret: never shown, not even as a difference. */
    record Hidden(Secret secret) implements Content {
        @Override
        public String toString() {
            return Secret.MASK;
        }
    }

    /** A file of the controller, read when it is sent. */
    record OnController(Path file) implements Content {}

    /** Text in UTF-8. */
    static Content text(String text) {
        return new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A fresh stream over the bytes. */
    default InputStream open() throws IOException {
        return switch (this) {
            case Bytes bytes -> new ByteArrayInputStream(bytes.bytes());
            case Hidden hidden ->
                new ByteArrayInputStream(hidden.secret().reveal().getBytes(StandardCharsets.UTF_8));
            case OnController file -> Files.newInputStream(file.file());
        };
    }

    /** Length in bytes. */
    default long size() throws IOException {
        return switch (this) {
            case Bytes bytes -> bytes.bytes().length;
            case Hidden hidden -> hidden.secret().reveal().getBytes(StandardCharsets.UTF_8).length;
            case OnController file -> Files.size(file.file());
        };
    }

    /** SHA-256 of the bytes, in hexadecimal digits; they are read in pieces. */
    default String sha256() throws IOException {
        try (InputStream in = open()) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[Math.clamp(size(), 1, 64 << 10)]; // a plan takes very many of small ones
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                digest.update(buffer, 0, length);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
