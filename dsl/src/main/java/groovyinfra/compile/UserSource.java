package groovyinfra.compile;

import groovy.lang.GroovyClassLoader;
import groovyinfra.author.DeployScript;
import java.util.List;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.control.ErrorCollector;
import org.codehaus.groovy.control.SourceUnit;

/** A user's file under compilation. Scripts get a class name of their own: two files of the same name may meet in a program. */
final class UserSource extends SourceUnit {
    private final Source file;
    private final List<String> imports;

    /** A file, and the classes that it knows without importing them. */
    UserSource(
            Source file,
            List<String> imports,
            CompilerConfiguration configuration,
            GroovyClassLoader loader,
            ErrorCollector errors) {
        super(file.shown(), file.text(), configuration, loader, errors);
        this.file = file;
        this.imports = imports;
    }

    private static String simple(String className) {
        return className.substring(className.lastIndexOf('.') + 1);
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
        imports.stream()
                .filter(it -> getAST().getImport(simple(it)) == null)
                .forEach(it -> getAST().addImport(simple(it), ClassHelper.makeWithoutCaching(it)));
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
