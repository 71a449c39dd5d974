package groovyinfra.compile;

import groovyinfra.author.JobHandle;
import groovyinfra.author.JobMethods;
import groovyinfra.author.Library;
import groovyinfra.author.Vocabulary;
import groovyinfra.model.Identity;
import groovyinfra.model.Result;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.Parameter;
import org.codehaus.groovy.ast.expr.ArgumentListExpression;
import org.codehaus.groovy.ast.expr.ClassExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.GStringExpression;
import org.codehaus.groovy.ast.expr.MapEntryExpression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.MethodCall;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.SpreadExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.ReturnStatement;
import org.codehaus.groovy.ast.tools.GeneralUtils;
import org.codehaus.groovy.ast.tools.GenericsUtils;
import org.codehaus.groovy.transform.stc.AbstractTypeCheckingExtension;
import org.codehaus.groovy.transform.stc.ExtensionMethodNode;
import org.codehaus.groovy.transform.stc.StaticTypeCheckingVisitor;
import org.codehaus.groovy.transform.stc.StaticTypesMarker;

/**
 * What the static type checker does not know by itself: the declarations of operations, the answers of facts, and values that
 * are open, whose types are known only when they run, such as inventory data.
 */
public final class DeployTypes extends AbstractTypeCheckingExtension {
    private static final ClassNode LIBRARY = ClassHelper.make(Library.class);
    private static final ClassNode VOCABULARY = ClassHelper.make(Vocabulary.class);
    private static final ClassNode JOB = ClassHelper.make(JobHandle.class);
    private static final ClassNode JOBS = ClassHelper.make(JobMethods.class);
    private static final Declared.Parameter USER =
            new Declared.Parameter("user", ClassHelper.make(Identity.Sudo.class), true);
    private static final ClassNode RESULT = ClassHelper.make(Result.class);

    /** Made by the type checker. */
    public DeployTypes(StaticTypeCheckingVisitor visitor) {
        super(visitor);
    }

    private Unknown unknown() {
        return new Unknown(context.getSource(), Names.of(context.getSource().getAST()));
    }

    private ClassNode type(Expression expression) {
        return getType(expression);
    }

    @Override
    public boolean handleUnresolvedVariableExpression(VariableExpression variable) {
        unknown().name(variable, getEnclosingClassNode(), getEnclosingMethod());
        makeDynamic(variable, ClassHelper.OBJECT_TYPE);
        return true;
    }

    @Override
    public boolean handleUnresolvedProperty(PropertyExpression property) {
        ClassNode receiver = type(property.getObjectExpression());
        boolean named = property.getPropertyAsString() != null;
        if (named && !OpenTypes.open(receiver) && !OpenTypes.elementsOpen(receiver)) {
            unknown().property(property, receiver);
        }
        makeDynamic(property, ClassHelper.OBJECT_TYPE);
        return true;
    }

    @Override
    public List<MethodNode> handleMissingMethod(
            ClassNode receiver, String name, ArgumentListExpression arguments, ClassNode[] types, MethodCall call) {
        if (call == null) {
            return OpenTypes.pointed(name);
        }
        ClassNode owner = OpenTypes.named(receiver);
        if (call instanceof MethodCallExpression operator && operator.getLineNumber() < 1) {
            return OpenTypes.open(receiver) || OpenTypes.anyOpen(types) ? OpenTypes.operator(name, types) : List.of();
        }
        boolean open = OpenTypes.open(receiver)
                || OpenTypes.elementsOpen(receiver)
                || (OpenTypes.anyOpen(types) && unknown().has(owner, name));
        if (!open) {
            unknown().method((ASTNode) call, owner, name);
        }
        return List.of(makeDynamic(call, answer(owner, name)));
    }

    /** What methods of the user's give, whichever of that name it is. */
    private static ClassNode answer(ClassNode owner, String name) {
        Set<ClassNode> types =
                owner.getMethods(name).stream().map(MethodNode::getReturnType).collect(Collectors.toSet());
        ClassNode first =
                types.isEmpty() ? ClassHelper.OBJECT_TYPE : types.iterator().next();
        return owner.isPrimaryClassNode() && types.size() == 1 && !GenericsUtils.hasUnresolvedGenerics(first)
                ? first
                : ClassHelper.OBJECT_TYPE;
    }

    @Override
    public void afterVisitMethod(MethodNode method) {
        ParamGetters.checkType(method, context.getSource());
        if (method.getCode() != null) {
            MethodNode getAt = OpenTypes.operator("getAt", new ClassNode[1]).getFirst();
            method.getCode().visit(new OpenUses(context.getSource(), this::type, getAt));
            method.getCode().visit(new MethodPointers(unknown(), this::type, context.getSource()));
            method.getCode().visit(new ParamDefaults(operations(), method));
        }
    }

    @Override
    public boolean handleIncompatibleAssignment(ClassNode left, ClassNode right, Expression expression) {
        return OpenTypes.open(right) || OpenTypes.elementsOpen(right);
    }

    @Override
    public boolean handleIncompatibleReturnType(ReturnStatement statement, ClassNode inferred) {
        return OpenTypes.open(inferred);
    }

    @Override
    public List<MethodNode> handleAmbiguousMethods(List<MethodNode> candidates, Expression origin) {
        return candidates.isEmpty() ? candidates : List.of(candidates.getFirst());
    }

    @Override
    public boolean beforeMethodCall(MethodCall call) {
        for (Expression argument : getArguments(call).getExpressions()) {
            if (argument instanceof MapExpression map) {
                map.getMapEntryExpressions().forEach(DeployTypes::name);
                map.getMapEntryExpressions().forEach(DeployTypes::condition);
            }
        }
        return call instanceof MethodCallExpression it && (it.isSpreadSafe() ? spreadOpen(it) : spreadArguments(it));
    }

    /** {@code f(*list)} of a method of the file: how many arguments there are shows when it runs. */
    private boolean spreadArguments(MethodCallExpression call) {
        List<Expression> arguments = getArguments(call).getExpressions();
        boolean several = call.isImplicitThis()
                && arguments.stream().anyMatch(SpreadExpression.class::isInstance)
                && !getEnclosingClassNode().getMethods(call.getMethodAsString()).isEmpty();
        if (several) {
            arguments.forEach(it ->
                    (it instanceof SpreadExpression spread ? spread.getExpression() : it).visit(typeCheckingVisitor));
            foundOutLater(call);
        }
        return several;
    }

    /** {@code value*.method()}: whether the value is a list, and of what, shows only when it runs. */
    private boolean spreadOpen(MethodCallExpression call) {
        call.getObjectExpression().visit(typeCheckingVisitor);
        ClassNode receiver = type(call.getObjectExpression());
        boolean open = OpenTypes.open(receiver) || OpenTypes.elementsOpen(receiver);
        if (open) {
            call.getArguments().visit(typeCheckingVisitor);
            foundOutLater(call);
        }
        return open;
    }

    /** Which method it is shows when the call is made. */
    private void foundOutLater(MethodCallExpression call) {
        MethodNode method = makeDynamic(call, ClassHelper.OBJECT_TYPE);
        method.setDeclaringClass(ClassHelper.OBJECT_TYPE);
        call.putNodeMetaData(StaticTypesMarker.DIRECT_METHOD_CALL_TARGET, method);
        storeType(call, ClassHelper.OBJECT_TYPE);
    }

    /** A name that is put together is a String by the time it is looked at. */
    private static void name(MapEntryExpression entry) {
        if (entry.getKeyExpression() instanceof GStringExpression name) {
            entry.setKeyExpression(GeneralUtils.castX(ClassHelper.STRING_TYPE, name));
        }
    }

    /** The closure of a condition gets a result. */
    private static void condition(MapEntryExpression entry) {
        if (entry.getValueExpression() instanceof ClosureExpression closure
                && entry.getKeyExpression() instanceof ConstantExpression name
                && List.of("changedIf", "failedIf", "retryUntil").contains(name.getText())) {
            closure.putNodeMetaData(StaticTypesMarker.CLOSURE_ARGUMENTS, new ClassNode[] {RESULT});
        }
    }

    @Override
    public void afterMethodCall(MethodCall call) {
        Object target = ((ASTNode) call).getNodeMetaData(StaticTypesMarker.DIRECT_METHOD_CALL_TARGET);
        boolean generated = ((ASTNode) call).getLineNumber() < 1;
        if (generated || !(target instanceof MethodNode method)) {
            return;
        }
        SideDoor.called(method).ifPresent(it -> it.found(named(call), context.getSource()));
        if (method instanceof ExtensionMethodNode extension) {
            extension(call, extension);
            return;
        }
        ClassNode owner = Optional.ofNullable(LibraryGetters.globalOf(method)).orElse(method.getDeclaringClass());
        if (owner.isDerivedFrom(LIBRARY)) {
            Declared.of(owner, method.getName()).ifPresent(it -> check(call, it, method));
        } else if (method.getDeclaringClass().equals(VOCABULARY)) {
            vocabulary(call, method);
        } else {
            waiting(call, method.getDeclaringClass());
        }
    }

    /** Where the name of the method stands. */
    private static ASTNode named(MethodCall call) {
        return call instanceof MethodCallExpression expression ? expression.getMethod() : (ASTNode) call;
    }

    private void extension(MethodCall call, ExtensionMethodNode method) {
        waiting(call, method.getExtensionMethodNode().getDeclaringClass());
        if (call instanceof MethodCallExpression expression
                && !expression.isImplicitThis()
                && !method.isStaticExtension()
                && (OpenTypes.open(type(expression.getObjectExpression())) || severalOrOne(expression, method))) {
            foundOutLater(expression);
        }
    }

    /** {@code list.addAll(value)}: whether the value is one element or several is seen when it is there. */
    private boolean severalOrOne(MethodCallExpression call, ExtensionMethodNode method) {
        Parameter[] parameters = method.getParameters();
        List<Expression> arguments = getArguments(call).getExpressions();
        return parameters.length > 0
                && parameters.length == arguments.size()
                && parameters[parameters.length - 1].getType().isArray()
                && OpenTypes.open(type(arguments.getLast()));
    }

    private void waiting(MethodCall call, ClassNode owner) {
        if (owner.equals(JOB) || owner.equals(JOBS)) {
            operations().options("wait", getArguments(call).getExpressions());
        }
    }

    private void vocabulary(MethodCall call, MethodNode method) {
        List<Expression> arguments = getArguments(call).getExpressions();
        int first = !arguments.isEmpty() && arguments.getFirst() instanceof MapExpression ? 1 : 0;
        if (method.getName().equals("fact")
                && arguments.size() > first
                && arguments.get(first) instanceof ClassExpression fact) {
            answers((Expression) call, FactTypes.answer(fact.getType()));
            new FactTypes(context.getSource(), operations())
                    .check(fact, arguments.subList(first + 1, arguments.size()));
        } else if (method.getName().equals("options")) {
            operations().options("options", arguments);
        } else if (method.getName().equals("sudo") && arguments.size() > 1) {
            operations().argument(arguments.getFirst(), USER, "sudo");
        } else if (method.getName().equals("secret") && first == 1) {
            new SecretSources(context.getSource()).check((MapExpression) arguments.getFirst());
        }
    }

    private OperationCheck operations() {
        return new OperationCheck(context.getSource(), this::type);
    }

    /** A type in place of the one that the method declares: to store it as one more would leave what both have in common. */
    private static void answers(Expression call, ClassNode answer) {
        call.putNodeMetaData(StaticTypesMarker.INFERRED_TYPE, answer);
        call.removeNodeMetaData(StaticTypesMarker.DECLARATION_INFERRED_TYPE);
    }

    private void check(MethodCall call, Declared operation, MethodNode target) {
        OperationCheck check = operations();
        List<Expression> arguments = getArguments(call).getExpressions();
        boolean named = target.getParameters().length > 0
                && target.getParameters()[0].getType().equals(ClassHelper.MAP_TYPE);
        check.call((Expression) call, operation, named, arguments);
        check.rewrites().forEach(it -> it.visit(typeCheckingVisitor));
    }
}
