package groovyinfra.compile;

import groovy.lang.GroovyClassLoader;
import groovyinfra.author.DeployScript;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.control.ErrorCollector;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.syntax.SyntaxException;

/** A user's file under compilation. Scripts get a class name of their own: two files of the same name may meet in a program. */
final class UserSource extends SourceUnit {
    private static final Pattern DECLARED_TWICE =
            Pattern.compile("^The current .* already contains a .* of the name (\\S+)");

    private final Source file;
    private final Map<String, String> imports;
    private final Set<CompileProblem> problems = new LinkedHashSet<>();
    private final Set<Integer> sideDoors = new HashSet<>();

    /** A file, and the classes that it knows without importing them. */
    UserSource(
            Source file,
            Map<String, String> imports,
            CompilerConfiguration configuration,
            GroovyClassLoader loader,
            ErrorCollector errors) {
        super(file.shown(), file.text(), configuration, loader, errors);
        this.file = file;
        this.imports = imports;
    }

    /** A name that is declared twice ends no phase: what else is wrong is found, too. */
    @Override
    public void addErrorAndContinue(SyntaxException error) {
        Matcher twice = DECLARED_TWICE.matcher(error.getOriginalMessage());
        if (twice.find()) {
            add(new CompileProblem(
                    error.getStartLine(),
                    error.getStartColumn(),
                    "Name is declared twice",
                    "there is a '" + twice.group(1) + "' already where this stands",
                    "Give one of them another name"));
        } else {
            super.addErrorAndContinue(error);
        }
    }

    /** Takes note of a problem; the same one may be found more than once. */
    void add(CompileProblem problem) {
        problems.add(problem);
    }

    /** The problems found so far that are no errors of the compiler yet. */
    List<CompileProblem> takeProblems() {
        List<CompileProblem> taken = List.copyOf(problems);
        problems.clear();
        return taken;
    }

    /** The lines in which a {@link SideDoor} was seen. */
    Set<Integer> sideDoors() {
        return sideDoors;
    }

    /** What it is in the program. */
    Source file() {
        return file;
    }

    @Override
    public void convert() {
        super.convert();
        if (getAST() == null) {
            return;
        }
        imports.forEach((name, type) -> {
            boolean declared =
                    getAST().getClasses().stream().anyMatch(it -> it.getName().equals(name));
            if (!declared && getAST().getImport(name) == null) {
                getAST().addImport(name, ClassHelper.makeWithoutCaching(type));
            }
        });
        if (file.script()) {
            getAST().getClasses().stream().filter(ClassNode::isScript).forEach(this::deployScript);
        }
    }

    /** Groovy makes a script that has a binding and a main method; ours is evaluated by the program only. */
    private void deployScript(ClassNode type) {
        type.setName(file.className());
        type.setSuperClass(ClassHelper.make(DeployScript.class));
        type.getDeclaredConstructors().clear();
        type.getMethods("main").stream().filter(it -> it.getLineNumber() < 1).forEach(type::removeMethod);
    }
}
