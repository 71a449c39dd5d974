package groovyinfra.compile;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.transform.stc.ExtensionMethodNode;

/**
 * What goes around the order of calls and is no part of a deploy file: why, and what is. It is known by its name as it is written, and
 * by the method that is called, whatever name leads to it.
 */
record SideDoor(String summary, String detail, String attempt) {
    private static final String BESIDE = "hosts are evaluated side by side already";
    private static final String PROCESS = "a process of the controller takes no part in plan and order";
    private static final String OUTPUT = "what is written there is no message: nothing masks it, and --json has it not";
    private static final String SHELL = "Use server.shell, inside local { } for the controller";

    static final SideDoor SLEEP = new SideDoor(
            "Sleeping stops nothing in order",
            "'sleep' runs in plan and in apply, outside of the sequence",
            "Use pause 30.s, or waitFor");
    static final SideDoor EXIT = new SideDoor(
            "The run does not end here",
            "'System.exit' would end it for all hosts",
            "Use leave('reason') or fail('reason')");
    static final SideDoor EXECUTE = new SideDoor(
            "Commands run through operations",
            "'execute' would start a process of the controller, in plan and in apply",
            SHELL);

    private static final Map<String, SideDoor> NAMED = Map.ofEntries(
            threads("Thread"),
            threads("Executors"),
            threads("ForkJoinPool"),
            threads("Timer"),
            named("parallelStream", "calls on other threads have no place in the sequence", "Use stream(), or each"),
            named("ProcessBuilder", PROCESS, SHELL),
            named("Runtime", PROCESS, SHELL),
            named("System.out", OUTPUT, "Use println"),
            named("System.err", OUTPUT, "Use println"));

    private static final Pattern PACKAGE = Pattern.compile("^java\\.(lang|util|util\\.concurrent)\\.(?=[A-Z])");

    private static Map.Entry<String, SideDoor> threads(String name) {
        return named(name, BESIDE, "Leave it out: each host has a thread of its own");
    }

    private static Map.Entry<String, SideDoor> named(String name, String detail, String attempt) {
        return Map.entry(name, new SideDoor(name + " cannot be used here", detail, attempt));
    }

    /** A class, method or property as it is written, with its package or without. */
    static Optional<SideDoor> named(String name) {
        return Optional.ofNullable(NAMED.get(PACKAGE.matcher(name).replaceFirst("")));
    }

    static Optional<SideDoor> called(MethodNode method) {
        MethodNode target =
                method instanceof ExtensionMethodNode extension ? extension.getExtensionMethodNode() : method;
        String name = target.getName();
        return switch (target.getDeclaringClass().getName()) {
            case "java.lang.System" -> name.equals("exit") ? Optional.of(EXIT) : Optional.empty();
            case "org.codehaus.groovy.runtime.ProcessGroovyMethods" ->
                name.equals("execute") ? Optional.of(EXECUTE) : Optional.empty();
            case "java.util.concurrent.TimeUnit",
                    "org.codehaus.groovy.runtime.DefaultGroovyStaticMethods",
                    "java.lang.Thread" ->
                name.equals("sleep") ? Optional.of(SLEEP) : ofJava(target.getDeclaringClass());
            default -> ofJava(target.getDeclaringClass());
        };
    }

    /** A user's own class may have the same name. */
    private static Optional<SideDoor> ofJava(ClassNode type) {
        return type.getName().startsWith("java.") ? named(type.getName()) : Optional.empty();
    }

    void report(ASTNode node, SourceUnit source) {
        CompileProblem.at(node, summary, detail, attempt).report(source);
        if (source instanceof UserSource file) {
            file.sideDoors().add(node.getLineNumber());
        }
    }

    /** What the types have shown, where nothing was seen in that line by its name before. */
    void found(ASTNode node, SourceUnit source) {
        if (source instanceof UserSource file && !file.sideDoors().contains(node.getLineNumber())) {
            report(node, source);
        }
    }
}
