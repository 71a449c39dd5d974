package groovyinfra.inventory;

import groovyinfra.model.Position;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads text files. */
final class Texts {
    private Texts() {}

    /** The text of a file without byte order mark; empty, with a problem, when it cannot be read. */
    static String read(Path file, Problems problems) {
        Position at = new Position(file.toString(), 1, 0);
        try {
            String text = Files.readString(file);
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            problems.add(at, "File is not text in UTF-8", "a byte of it is no character", "save it as UTF-8");
        } catch (AccessDeniedException e) {
            problems.add(at, "File may not be read", "permission denied", "chmod u+r " + file);
        } catch (IOException e) {
            problems.add(
                    at, "File cannot be read", String.valueOf(e.getMessage()), "look whether it is there and readable");
        }
        return "";
    }
}
