package groovyinfra.connect.ssh;

import java.util.Map;

/** The {@code %h}, {@code %u} and their like that stand for something in OpenSSH's configuration. */
final class Tokens {
    private Tokens() {}

    /** The text with its tokens replaced; {@code %%} is a percent sign, an unknown token stays as it is. */
    static String of(String text, Map<Character, String> values) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char next = c == '%' && i + 1 < text.length() ? text.charAt(i + 1) : 0;
            if (next == '%') {
                out.append('%');
                i++;
            } else if (values.containsKey(next)) {
                out.append(values.get(next));
                i++;
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
