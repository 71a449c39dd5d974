package groovyinfra.model;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An exception that nobody expected, in words. */
public record Thrown(Throwable exception) {
    private static final int CAUSES = 5;

    /** What it is, what it says, and the same of what caused it. */
    public String what() {
        return Stream.iterate(exception, Objects::nonNull, Throwable::getCause)
                .limit(CAUSES)
                .map(Thrown::said)
                .collect(Collectors.joining(", caused by "));
    }

    /** What it is, and the innermost line of Groovy that it came from. */
    public String whatAndWhere() {
        return Arrays.stream(exception.getStackTrace())
                .filter(element -> String.valueOf(element.getFileName()).endsWith(".groovy"))
                .findFirst()
                .map(element -> what() + ", at " + element.getFileName() + ":" + element.getLineNumber())
                .orElseGet(this::what);
    }

    /** One that has no words of its own says those of its cause. */
    private static String said(Throwable thrown) {
        String message = thrown.getMessage();
        boolean own = message != null && !message.equals(String.valueOf(thrown.getCause()));
        return thrown.getClass().getSimpleName() + (own ? ": " + message : "");
    }
}
