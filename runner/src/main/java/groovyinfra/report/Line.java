package groovyinfra.report;

import java.util.ArrayList;
import java.util.List;

/** A line for people, of pieces with tones. Everything that goes in is made harmless, so that nothing can be forgotten. */
final class Line {
    private final List<Piece> pieces = new ArrayList<>();
    private int width;

    private record Piece(Tone tone, String text) {}

    /** A line of one piece. */
    static Line of(Tone tone, String text) {
        return new Line().add(tone, text);
    }

    /** A line of one piece without colour. */
    static Line of(String text) {
        return of(Tone.PLAIN, text);
    }

    Line add(Tone tone, String text) {
        String harmless = Harmless.line(text);
        pieces.add(new Piece(tone, harmless));
        width += harmless.length();
        return this;
    }

    Line add(String text) {
        return add(Tone.PLAIN, text);
    }

    Line add(Line other) {
        pieces.addAll(other.pieces);
        width += other.width;
        return this;
    }

    /** Spaces up to a column; at least one where the line is there already. */
    Line pad(int column) {
        return add(" ".repeat(Math.max(column - width, width == 0 ? 0 : 1)));
    }

    int width() {
        return width;
    }

    /** The line as it is printed, without spaces at its end. */
    String render(boolean colour) {
        StringBuilder all = new StringBuilder();
        pieces.forEach(piece -> all.append(colour ? piece.tone.paint(piece.text) : piece.text));
        return all.toString().stripTrailing();
    }

    /** The line without colours, cut to a width. */
    String cut(int limit) {
        String text = render(false).replace('\t', ' ');
        return text.length() <= limit ? text : text.substring(0, Math.max(0, limit - 3)) + "...";
    }

    @Override
    public String toString() {
        return render(false);
    }
}
