package groovyinfra.report;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes each event as an object in a line of its own. Every object has {@code v} (the version of this format), {@code run},
 * {@code seq} (from 1), {@code time} and {@code type}; a JSON Schema for them is part of the program.
 */
public final class JsonReporter implements Reporter {
    /** The version of the format: it grows when a field changes its meaning or goes, not when one is added. */
    public static final int VERSION = 1;

    /** Where the schema is, as a resource. */
    public static final String SCHEMA = "/groovyinfra/report/events.schema.json";

    private static final Pattern CONTROL = Pattern.compile("[\u007f-\u009f\u2028\u2029]");

    private final Appendable out;
    private final Clock clock;
    private final JSON json = JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES);
    private final JsonShape shape = new JsonShape();
    private String run;
    private long sequence;

    /** A reporter whose objects belong to this run. */
    public JsonReporter(String run, Appendable out, Clock clock) {
        this.run = run;
        this.out = out;
        this.clock = clock;
    }

    @Override
    public void on(Event event) {
        if (event instanceof Event.RunStarted started) {
            run = started.run();
        }
        write(shape.type(event), shape.of(event));
    }

    /** An object of that type: an event, or a line of a list that no run is needed for. */
    public void write(String type, Map<String, Object> fields) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("v", VERSION);
        object.put("run", run);
        object.put("seq", ++sequence);
        object.put("time", clock.instant().toString());
        object.put("type", type);
        object.putAll(fields);
        try {
            out.append(escaped(json.asString(object))).append('\n');
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Characters that JSON allows in a text, but that a terminal may act on. */
    private static String escaped(String text) {
        // An expression costs as much as all the rest of an event.
        if (isPrintable(text)) {
            return text;
        }
        return CONTROL.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        String.format("\\u%04x", (int) found.group().charAt(0))));
    }

    private static boolean isPrintable(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) >= 0x7f) {
                return false;
            }
        }
        return true;
    }
}
