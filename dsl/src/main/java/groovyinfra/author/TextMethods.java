package groovyinfra.author;

import groovy.lang.GString;
import groovyinfra.model.Secret;
import java.util.function.UnaryOperator;
import org.codehaus.groovy.runtime.GStringImpl;
import org.codehaus.groovy.runtime.StringGroovyMethods;

/** What deploy files often do with texts, done so that values stay values: secrets, and words of commands. A Groovy extension module. */
public final class TextMethods {
    /** Stands for a value: a character that no text has, as Unicode keeps it for such use. */
    private static final String VALUE = "\uFDD0";

    private TextMethods() {}

    /** {@code 'pw=' + secret} */
    public static GString plus(CharSequence self, Secret secret) {
        return sum(self, secret);
    }

    /** {@code secret + '\n'} */
    public static GString plus(Secret self, Object value) {
        return sum(self, value);
    }

    private static GString sum(Object left, Object right) {
        return new GStringImpl(new Object[] {left, right}, new String[] {"", "", ""});
    }

    /** Without the blanks that all lines begin with; what a value has in it are no lines of the text. */
    public static GString stripIndent(GString self) {
        return around(self, StringGroovyMethods::stripIndent);
    }

    /** Without what lines have before their {@code |}. */
    public static GString stripMargin(GString self) {
        return around(self, StringGroovyMethods::stripMargin);
    }

    private static GString around(GString text, UnaryOperator<CharSequence> change) {
        String changed = change.apply(String.join(VALUE, text.getStrings())).toString();
        return new GStringImpl(text.getValues(), changed.split(VALUE, -1));
    }
}
