package groovyinfra.inventory;

import groovyinfra.model.Command;
import groovyinfra.model.Conversion;
import groovyinfra.model.Option;
import groovyinfra.model.Secret;
import groovyinfra.model.Suggestion;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** What may stand under {@code options:} and {@code ssh:}, and what it is converted to. */
final class Entries {
    private static final Map<String, Type> SETTINGS = settings();

    private Entries() {}

    private static Map<String, Type> settings() {
        Map<String, Type> types = new LinkedHashMap<>();
        types.put("user", String.class);
        types.put("port", Integer.class);
        types.put("key", List.class);
        types.put("passphrase", Secret.class);
        types.put("agent", Boolean.class);
        types.put("password", Secret.class);
        types.put("askPassword", Boolean.class);
        types.put("sudoPassword", Secret.class);
        types.put("suPassword", Secret.class);
        types.put("hostKeys", HostKeys.class);
        types.put("hostKey", String.class);
        types.put("connectTimeout", Duration.class);
        types.put("connectAttempts", Integer.class);
        types.put("jump", List.class);
        types.put("proxyCommand", String.class);
        types.put("tempDirectory", String.class);
        types.put("reconnect", Duration.class);
        return Collections.unmodifiableMap(types);
    }

    /** How strictly host keys are checked, spelled as in inventories. */
    enum HostKeys {
        STRICT("strict"),
        ACCEPT_NEW("accept-new"),
        INSECURE("insecure");

        private final String word;

        HostKeys(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    /** The options of a section, checked. */
    static Map<Key, Value> options(Section section, Problems problems) {
        Map<Key, Value> good = new LinkedHashMap<>();
        section.entries("options").forEach((name, field) -> {
            if (isOption(name, field, problems)) {
                good.put(new Key(Key.Kind.OPTION, name), field.value());
            }
        });
        return good;
    }

    private static boolean isOption(String name, Value.Field field, Problems problems) {
        Option<?> option = Option.named(name).orElse(null);
        if (option == null) {
            List<String> names = Option.all().stream().map(Option::name).toList();
            problems.add(
                    field.at(),
                    "Unknown option '" + name + "'",
                    "no call has such an option",
                    Suggestion.attempt(name, names, "remove it, or put it under data:"));
        } else if (!option.available()) {
            problems.add(field.at(), "Option '" + name + "' is not available yet", option.doc(), "remove it");
        } else if (option.type() == Predicate.class) {
            problems.add(
                    field.at(),
                    "Option '" + name + "' needs a closure",
                    "only deploy files have closures",
                    "give it at the call");
        } else {
            return fits(
                    "option '" + name + "'",
                    () -> option(option, field.value(), hidden -> Secret.of("")),
                    field.value(),
                    problems);
        }
        return false;
    }

    /** The value of an option; a command is a script, as it was written. */
    static Object option(Option<?> option, Value value, Function<Value.Hidden, Secret> secrets) {
        Object plain = value.plain(secrets);
        return option.type() == Command.class && plain instanceof String script
                ? Command.raw(script)
                : Conversion.to(option, plain);
    }

    /** The connection settings of a section, checked. */
    static Map<Key, Value> settings(Section section, Problems problems) {
        Map<Key, Value> good = new LinkedHashMap<>();
        section.entries("ssh").forEach((name, field) -> {
            if (isSetting(name, field, problems)) {
                good.put(Key.setting(name), field.value());
            }
        });
        return good;
    }

    private static boolean isSetting(String name, Value.Field field, Problems problems) {
        if (!SETTINGS.containsKey(name)) {
            if (name.equals("address") || name.equals("connector") || name.equals("host")) {
                problems.add(
                        field.at(),
                        "Unknown key '" + name + "'",
                        "'ssh' says how to log in, not where",
                        "write 'address:' or 'connector:' beside 'ssh:'");
            } else {
                problems.unknown(field.at(), name, "'ssh'", new ArrayList<>(SETTINGS.keySet()));
            }
            return false;
        }
        if (SETTINGS.get(name) == Secret.class && !(field.value() instanceof Value.Hidden)) {
            problems.add(
                    field.value().at(),
                    "Secret stands open",
                    "'" + name + "' would be shown in listings",
                    "write " + name + ": !secret {env: NAME}");
            return false;
        }
        return fits(
                "'" + name + "'", () -> setting(name, field.value(), hidden -> Secret.of("")), field.value(), problems);
    }

    /** The value of a connection setting. */
    static Object setting(String name, Value value, Function<Value.Hidden, Secret> secrets) {
        Object plain = Conversion.to(SETTINGS.get(name), value.plain(secrets));
        if (name.equals("port") && !(plain instanceof Integer port && port > 0 && port < 65536)) {
            throw new IllegalArgumentException(value.shown() + " is not a port, 1 to 65535");
        }
        if (name.equals("tempDirectory") && !plain.toString().startsWith("/")) {
            throw new IllegalArgumentException("'" + plain + "' is not an absolute path");
        }
        return plain instanceof HostKeys policy ? policy.toString() : plain;
    }

    private static boolean fits(String key, Runnable conversion, Value value, Problems problems) {
        try {
            conversion.run();
            return true;
        } catch (IllegalArgumentException wrong) {
            problems.add(
                    value.at(),
                    "Value of " + key + " does not fit",
                    String.valueOf(wrong.getMessage()),
                    "correct the value");
            return false;
        }
    }
}
