package groovyinfra.compile;

import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.AnnotatedNode;
import org.codehaus.groovy.ast.AnnotationNode;
import org.codehaus.groovy.ast.ClassCodeVisitorSupport;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.FieldNode;
import org.codehaus.groovy.ast.ModuleNode;
import org.codehaus.groovy.ast.Variable;
import org.codehaus.groovy.ast.expr.ArgumentListExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.ConstructorCallExpression;
import org.codehaus.groovy.ast.expr.DeclarationExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.GStringExpression;
import org.codehaus.groovy.ast.expr.ListExpression;
import org.codehaus.groovy.ast.expr.MapEntryExpression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.control.SourceUnit;

/** What compiles in Groovy and cannot be meant in a deploy file; each problem names what to use instead. */
final class Lint extends ClassCodeVisitorSupport {
    private static final Set<String> NOT_YET = Set.of("rolling", "free", "throttle", "eachParallel", "unordered");

    private final ModuleNode module;
    private final Names names;
    private final Set<String> own;

    /** For a file of a program whose classes have these simple names. */
    Lint(ModuleNode module, Names names, Set<String> own) {
        this.module = module;
        this.names = names;
        this.own = own;
    }

    void check() {
        module.getClasses().forEach(this::visitClass);
        new Shadows(module, names).check();
        module.getImports().forEach(this::annotations);
        Optional.ofNullable(module.getPackage()).ifPresent(this::annotations);
    }

    @Override
    protected SourceUnit getSourceUnit() {
        return module.getContext();
    }

    private void report(ASTNode node, String summary, String detail, String attempt) {
        CompileProblem.at(node, summary, detail, attempt).report(getSourceUnit());
    }

    private void annotations(AnnotatedNode node) {
        node.getAnnotations().forEach(this::grab);
    }

    @Override
    public void visitAnnotations(AnnotatedNode node) {
        annotations(node);
        super.visitAnnotations(node);
    }

    private void grab(AnnotationNode annotation) {
        String name = annotation.getClassNode().getNameWithoutPackage();
        if (name.startsWith("Grab") || name.equals("Grapes")) {
            report(
                    annotation,
                    "Downloads are not possible here",
                    "@" + name + " would load code from the network",
                    "Put the library into lib/");
        }
    }

    @Override
    public void visitField(FieldNode field) {
        if (field.isStatic() && !field.isEnum() && field.getLineNumber() > 0) {
            shared(field, field.isFinal(), field.getType(), field.getInitialExpression());
        }
        super.visitField(field);
    }

    private void shared(Variable variable, boolean last, ClassNode type, Expression value) {
        if (!last || Changeable.is(type, value)) {
            report(
                    (ASTNode) variable,
                    "Variable is shared by all hosts",
                    "'" + variable.getName() + "' is static and can be changed",
                    (last ? "Add .asImmutable()" : "Make it final") + ", or use publish for values across hosts");
        }
    }

    /** Where the comma before an option is missing, Groovy takes its name for a label. */
    @Override
    public void visitExpressionStatement(ExpressionStatement statement) {
        if (statement.getStatementLabels() != null) {
            String label = statement.getStatementLabels().getFirst();
            report(
                    statement,
                    "Option belongs to no call",
                    "'" + label + ":' begins a statement of its own",
                    "End the line before it with a comma");
        }
        super.visitExpressionStatement(statement);
    }

    @Override
    public void visitConstructorCallExpression(ConstructorCallExpression call) {
        sideDoor(call, call.getType().getName());
        super.visitConstructorCallExpression(call);
    }

    private void sideDoor(ASTNode node, String name) {
        if (!own.contains(name)) {
            SideDoor.named(name).ifPresent(it -> it.report(node, getSourceUnit()));
        }
    }

    /** {@code Runtime.runtime}, {@code java.lang.Thread.currentThread()}: a class is not known as one before names are resolved. */
    @Override
    public void visitPropertyExpression(PropertyExpression property) {
        sideDoor(property.getProperty(), property.getText());
        if (property.getObjectExpression() instanceof VariableExpression type) {
            sideDoor(type, type.getName());
        }
        super.visitPropertyExpression(property);
    }

    /** The last one would count. */
    @Override
    public void visitMapExpression(MapExpression map) {
        Set<Object> given = new HashSet<>();
        for (MapEntryExpression entry : map.getMapEntryExpressions()) {
            if (entry.getKeyExpression() instanceof ConstantExpression name && !given.add(name.getValue())) {
                report(
                        name,
                        "Name is given twice",
                        "'" + name.getText() + "' has a value already",
                        "Leave one of them out");
            }
        }
        super.visitMapExpression(map);
    }

    /** {@code @Field} makes a field of it, later. */
    @Override
    public void visitDeclarationExpression(DeclarationExpression declaration) {
        if (declaration.getLeftExpression() instanceof VariableExpression variable
                && Modifier.isStatic(variable.getModifiers())) {
            shared(
                    variable,
                    Modifier.isFinal(variable.getModifiers()),
                    variable.getOriginType(),
                    declaration.getRightExpression());
        }
        if (ParamGetters.isParameter(declaration)) {
            report(
                    declaration.getLeftExpression(),
                    "Parameter in the wrong place",
                    "@Param declares what the user can set; here it would be a variable like any other",
                    "Declare it in the deploy file, outside of methods and blocks");
        }
        super.visitDeclarationExpression(declaration);
    }

    @Override
    public void visitMethodCallExpression(MethodCallExpression call) {
        String name = String.valueOf(call.getMethodAsString());
        Expression receiver = call.getObjectExpression();
        boolean sleeps = name.equals("sleep") && (call.isImplicitThis() || isNamed(receiver, "Thread"));
        if (receiver instanceof VariableExpression type && !call.isImplicitThis() && !sleeps) {
            sideDoor(receiver, type.getName());
        }
        if (sleeps) {
            SideDoor.SLEEP.report(call, getSourceUnit());
        } else if (name.equals("exit") && isNamed(receiver, "System")) {
            SideDoor.EXIT.report(call, getSourceUnit());
        } else if (name.equals("execute") && isCommand(receiver)) {
            SideDoor.EXECUTE.report(call.getMethod(), getSourceUnit());
        } else if (NOT_YET.contains(name)
                && (call.isImplicitThis() || name.equals("eachParallel"))
                && !declares(name)) {
            report(call.getMethod(), "Not available yet", "'" + name + "' comes with a later version", "Leave it out");
        }
        sideDoor(call.getMethod(), name);
        waiting(call, name);
        explicitly(call, name);
        super.visitMethodCallExpression(call);
    }

    /** Every object has a method {@code wait} without arguments, and one that takes a number: the one of jobs is meant. */
    private void waiting(MethodCallExpression call, String name) {
        if (!name.equals("wait") || !(call.getArguments() instanceof TupleExpression arguments)) {
            return;
        }
        boolean named = arguments.getExpressions().stream().allMatch(MapExpression.class::isInstance);
        if (call.isImplicitThis() || !named) {
            report(
                    call.getMethod(),
                    "Not a job's wait",
                    call.isImplicitThis() ? "'wait' is asked of no job" : "'wait' takes named options only",
                    "Write job.wait(timeout: 10.min); or pause 30.s, or waitFor(port: 80)");
        } else if (arguments.getExpressions().isEmpty()) {
            call.setArguments(new ArgumentListExpression(new MapExpression()));
        }
    }

    private static boolean isNamed(Expression receiver, String name) {
        return receiver instanceof VariableExpression variable
                && variable.getName().equals(name);
    }

    private static boolean isCommand(Expression receiver) {
        return receiver instanceof ConstantExpression
                || receiver instanceof GStringExpression
                || receiver instanceof ListExpression;
    }

    private boolean declares(String name) {
        return module.getClasses().stream().anyMatch(it -> !it.getMethods(name).isEmpty());
    }

    /** A closure has a method {@code call} of its own: inside one, the operation is meant nevertheless. */
    private void explicitly(MethodCallExpression call, String name) {
        boolean arguments = call.getArguments() instanceof TupleExpression given
                && !given.getExpressions().isEmpty();
        if (name.equals("call")
                && call.isImplicitThis()
                && arguments
                && names.global().containsKey(name)) {
            call.setObjectExpression(VariableExpression.THIS_EXPRESSION);
            call.setImplicitThis(false);
        }
    }
}
