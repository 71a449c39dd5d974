package groovyinfra.compile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.CodeVisitorSupport;
import org.codehaus.groovy.ast.expr.ArrayExpression;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.ClassExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.ConstructorCallExpression;
import org.codehaus.groovy.ast.expr.DeclarationExpression;
import org.codehaus.groovy.ast.expr.EmptyExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.ListExpression;
import org.codehaus.groovy.ast.expr.MapEntryExpression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.PostfixExpression;
import org.codehaus.groovy.ast.expr.PrefixExpression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.SpreadExpression;
import org.codehaus.groovy.ast.expr.StaticMethodCallExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.classgen.BytecodeExpression;
import org.codehaus.groovy.syntax.Types;
import org.codehaus.groovy.transform.sc.ListOfExpressionsExpression;
import org.codehaus.groovy.transform.sc.TemporaryVariableExpression;

/**
 * Marks the calls in expressions: the trail is moved to the site of a call when all that the call needs is evaluated, which is
 * right after the last of its parts that makes calls itself, or right before the whole where no part does.
 */
@SuppressWarnings("ReferenceEquality") // a node is itself, whatever others look like
final class CallMarker {
    private final Sites sites;
    private final Consumer<ClosureExpression> closures;
    /** Marked expressions that contain a site. */
    private final Set<Expression> sited = Collections.newSetFromMap(new IdentityHashMap<>());
    /** What expressions were marked as: the static compiler uses some in several places. */
    private final IdentityHashMap<Expression, Expression> finished = new IdentityHashMap<>();

    CallMarker(Sites sites, Consumer<ClosureExpression> closures) {
        this.sites = sites;
        this.closures = closures;
    }

    boolean hasSites(Expression expression) {
        return sited.contains(expression);
    }

    /** The expression, marked; often the same object. */
    Expression mark(Expression expression) {
        if (expression == null) {
            return null;
        }
        Expression known = finished.get(expression);
        if (known == null) {
            known = fresh(expression);
            finished.put(expression, known);
        }
        return known;
    }

    private Expression fresh(Expression expression) {
        return switch (expression) {
            case ConstantExpression it -> it;
            case VariableExpression it -> it;
            case ClassExpression it -> it;
            case EmptyExpression it -> it;
            case ClosureExpression it -> {
                closures.accept(it);
                yield it;
            }
            case TupleExpression it -> inPlace(it, it.getExpressions());
            case ListExpression it -> inPlace(it, it.getExpressions());
            case ArrayExpression it -> rebuilt(it);
            case MapExpression it -> map(it);
            case DeclarationExpression it -> declaration(it);
            case BinaryExpression it -> binary(it);
            case MethodCallExpression it -> methodCall(it);
            case StaticMethodCallExpression it -> call(it, List.of(mark(it.getArguments())));
            case ConstructorCallExpression it -> call(it, List.of(mark(it.getArguments())));
            case PropertyExpression it -> property(it);
            case ListOfExpressionsExpression it -> sequence(it);
            case PostfixExpression it -> step(it, it.getExpression());
            case PrefixExpression it -> step(it, it.getExpression());
            case BytecodeExpression it -> opaque(it);
            default -> rebuilt(expression);
        };
    }

    private <E extends Expression> Expression inPlace(E container, List<Expression> elements) {
        for (int i = 0; i < elements.size(); i++) {
            Expression old = elements.get(i);
            Expression marked = mark(old);
            if (marked != old) {
                elements.set(i, marked);
            }
            inherit(container, marked);
        }
        return container;
    }

    private Expression map(MapExpression map) {
        List<MapEntryExpression> entries = map.getMapEntryExpressions();
        for (int i = 0; i < entries.size(); i++) {
            MapEntryExpression old = entries.get(i);
            Expression marked = mark(old);
            if (marked != old) {
                entries.set(i, (MapEntryExpression) marked);
            }
            inherit(map, marked);
        }
        return map;
    }

    private Expression declaration(DeclarationExpression declaration) {
        Expression value = mark(declaration.getRightExpression());
        declaration.setRightExpression(value);
        inherit(declaration, value);
        return declaration;
    }

    private Expression binary(BinaryExpression binary) {
        if (binary.getClass() != BinaryExpression.class) {
            return rebuilt(binary);
        }
        int operation = binary.getOperation().getType();
        if (operation == Types.ASSIGN) {
            return isCompound(binary) ? compound(binary) : assignment(binary);
        }
        if (Types.isAssignment(operation)) {
            return compound(binary);
        }
        Expression left = mark(binary.getLeftExpression());
        Expression right = mark(binary.getRightExpression());
        binary.setLeftExpression(left);
        binary.setRightExpression(right);
        inherit(binary, left);
        inherit(binary, right);
        if (operation == Types.LOGICAL_AND || operation == Types.LOGICAL_OR || !hasSites(binary)) {
            return binary;
        }
        long site = sites.next(binary);
        if (hasSites(right)) {
            binary.setRightExpression(after(right, site));
        } else {
            binary.setLeftExpression(after(left, site));
        }
        return binary;
    }

    /** Whether the static compiler has made this of {@code a.b += c}: the target is a part of the value, too. */
    private static boolean isCompound(BinaryExpression assignment) {
        Expression target = assignment.getLeftExpression();
        return switch (assignment.getRightExpression()) {
            case MethodCallExpression it ->
                it.getObjectExpression() == target
                        || it.getArguments() instanceof TupleExpression arguments
                                && arguments.getExpressions().stream().anyMatch(argument -> argument == target);
            case BinaryExpression it -> it.getLeftExpression() == target;
            default -> false;
        };
    }

    /** The target is read and written, so the parts of it that make calls are kept in between. */
    private Expression compound(BinaryExpression binary) {
        List<TemporaryVariableExpression> kept = keep(binary.getLeftExpression());
        Expression value = mark(binary.getRightExpression());
        if (hasSites(value)) {
            value = after(value, sites.next(binary));
        }
        binary.setRightExpression(value);
        inherit(binary, value);
        return keeping(binary, kept);
    }

    /** An increment: as a compound assignment, without a value. */
    private Expression step(Expression whole, Expression target) {
        return keeping(whole, keep(target));
    }

    private Expression keeping(Expression whole, List<TemporaryVariableExpression> kept) {
        return kept.isEmpty() ? whole : marked(new Keeping(whole, kept));
    }

    private List<TemporaryVariableExpression> keep(Expression target) {
        List<TemporaryVariableExpression> kept = new ArrayList<>();
        if (target instanceof PropertyExpression property) {
            property.setObjectExpression(keep(property.getObjectExpression(), kept));
        } else if (target instanceof BinaryExpression index) {
            index.setLeftExpression(keep(index.getLeftExpression(), kept));
            index.setRightExpression(keep(index.getRightExpression(), kept));
        }
        finished.put(target, target);
        return kept;
    }

    private Expression keep(Expression part, List<TemporaryVariableExpression> kept) {
        Expression marked = mark(part);
        if (!hasSites(marked)) {
            return marked;
        }
        TemporaryVariableExpression variable = new TemporaryVariableExpression(after(marked, sites.next(part)));
        variable.setSourcePosition(part);
        kept.add(variable);
        return variable;
    }

    /** The right side is evaluated before the left one. */
    private Expression assignment(BinaryExpression assignment) {
        Expression value = mark(assignment.getRightExpression());
        assignment.setRightExpression(value);
        inherit(assignment, value);
        return switch (assignment.getLeftExpression()) {
            case PropertyExpression target -> propertyAssignment(assignment, target);
            case BinaryExpression target -> indexAssignment(assignment, target);
            default -> assignment;
        };
    }

    private Expression propertyAssignment(BinaryExpression assignment, PropertyExpression target) {
        Expression object = mark(target.getObjectExpression());
        long site = sites.next(assignment);
        target.setObjectExpression(hasSites(object) ? after(object, site) : object);
        inherit(assignment, object);
        return hasSites(object) ? assignment : afterValue(assignment, site);
    }

    private Expression indexAssignment(BinaryExpression assignment, BinaryExpression target) {
        Expression object = mark(target.getLeftExpression());
        Expression index = mark(target.getRightExpression());
        long site = sites.next(assignment);
        boolean indexLast = hasSites(index);
        boolean objectLast = !indexLast && hasSites(object);
        target.setLeftExpression(objectLast ? after(object, site) : object);
        target.setRightExpression(indexLast ? after(index, site) : index);
        inherit(assignment, object);
        inherit(assignment, index);
        return indexLast || objectLast ? assignment : afterValue(assignment, site);
    }

    private Expression afterValue(BinaryExpression assignment, long site) {
        Expression value = assignment.getRightExpression();
        if (!hasSites(value)) {
            return siteBefore(assignment, site);
        }
        assignment.setRightExpression(after(value, site));
        return assignment;
    }

    private Expression methodCall(MethodCallExpression call) {
        call.setObjectExpression(mark(call.getObjectExpression()));
        call.setMethod(mark(call.getMethod()));
        call.setArguments(mark(call.getArguments()));
        if (call.isSpreadSafe() && hasSites(call.getArguments())) {
            return spreadCall(call);
        }
        long site = sites.next(position(call));
        if (hasSites(call.getArguments())) {
            call.setArguments(after(call.getArguments(), site));
        } else if (hasSites(call.getMethod())) {
            call.setMethod(after(call.getMethod(), site));
        } else if (hasSites(call.getObjectExpression())) {
            call.setObjectExpression(after(call.getObjectExpression(), site));
        } else {
            return siteBefore(call, site);
        }
        sited.add(call);
        return call;
    }

    /** The static compiler evaluates the arguments of {@code a*.b(c())} again for each element: it is a loop. */
    private Expression spreadCall(MethodCallExpression call) {
        TupleExpression arguments = (TupleExpression) call.getArguments();
        List<Expression> list = arguments.getExpressions();
        int first = 0;
        while (!hasSites(list.get(first))) {
            first++;
        }
        list.set(first, marked(Marked.before(list.get(first), Movement.again())));
        after(arguments, sites.next(position(call)));
        // the loop itself is numbered after what is inside it, as blocks are
        return marked(Marked.after(loop(call, sites.next(position(call))), Movement.close()));
    }

    private Expression loop(MethodCallExpression call, long site) {
        if (!hasSites(call.getObjectExpression())) {
            return Marked.before(call, Movement.loop(site));
        }
        call.setObjectExpression(marked(Marked.after(call.getObjectExpression(), Movement.loop(site))));
        return call;
    }

    private static ASTNode position(MethodCallExpression call) {
        return call.getMethod().getLineNumber() > 0 && call.isImplicitThis() ? call.getMethod() : call;
    }

    private Expression call(Expression call, List<Expression> arguments) {
        long site = sites.next(call);
        Expression last = lastWithSites(arguments);
        if (last == null) {
            return siteBefore(call, site);
        }
        after(last, site);
        sited.add(call);
        return call;
    }

    /** A row of properties, as in {@code host.data.users}, is one site. */
    private Expression property(PropertyExpression property) {
        Expression object = property.getObjectExpression();
        if (object instanceof PropertyExpression inner) {
            Expression root = inner;
            while (root instanceof PropertyExpression further) {
                root = further.getObjectExpression();
            }
            Expression marked = mark(root);
            if (!hasSites(marked)) {
                return root instanceof ClassExpression ? property : siteBefore(property, sites.next(property));
            }
            PropertyExpression innermost = inner;
            while (innermost.getObjectExpression() instanceof PropertyExpression further) {
                innermost = further;
            }
            innermost.setObjectExpression(after(marked, sites.next(property)));
            sited.add(property);
            return property;
        }
        Expression marked = mark(object);
        if (!hasSites(marked)) {
            return object instanceof ClassExpression ? property : siteBefore(property, sites.next(property));
        }
        property.setObjectExpression(after(marked, sites.next(property)));
        sited.add(property);
        return property;
    }

    /** What the static compiler makes of {@code a.b = c}: the value is kept, the object evaluated, the setter called. */
    private Expression sequence(ListOfExpressionsExpression sequence) {
        MethodCallExpression setter = setter(sequence);
        if (setter == null) {
            return rebuilt(sequence);
        }
        TupleExpression arguments = (TupleExpression) setter.getArguments();
        Expression value = mark(parts(arguments.getExpression(0)).getFirst());
        Expression object = mark(setter.getObjectExpression());
        long site = sites.next(sequence);
        if (hasSites(object)) {
            setter.setObjectExpression(after(object, site));
        } else {
            value = hasSites(value) ? after(value, site) : siteBefore(value, site);
        }
        TemporaryVariableExpression kept = new TemporaryVariableExpression(value);
        kept.setSourcePosition(value);
        arguments.getExpressions().set(0, kept);
        Expression result = new ListOfExpressionsExpression(List.of(kept, setter));
        result.setSourcePosition(sequence);
        result.copyNodeMetaData(sequence);
        result.setType(sequence.getType());
        return marked(new Keeping(result, List.of(kept)));
    }

    private static MethodCallExpression setter(ListOfExpressionsExpression sequence) {
        List<MethodCallExpression> setters = new ArrayList<>();
        sequence.visit(new CodeVisitorSupport() {
            @Override
            public void visitMethodCallExpression(MethodCallExpression call) {
                if (call.getArguments() instanceof TupleExpression arguments
                        && arguments.getExpressions().size() == 1
                        && arguments.getExpression(0) instanceof TemporaryVariableExpression) {
                    setters.add(call);
                }
            }
        });
        return setters.size() == 1 ? setters.getFirst() : null;
    }

    /** What the static compiler makes of {@code new A(b: c)}: the object is made, then each value is evaluated and set. */
    private Expression opaque(BytecodeExpression expression) {
        long site = sites.next(expression);
        expression.visit(new CodeVisitorSupport() {
            @Override
            public void visitConstructorCallExpression(ConstructorCallExpression call) {
                mark(call.getArguments());
            }
        });
        return siteBefore(expression, site);
    }

    private static List<Expression> parts(Expression expression) {
        List<Expression> parts = new ArrayList<>();
        expression.transformExpression(part -> {
            if (part != null) {
                parts.add(part);
            }
            return part;
        });
        return parts;
    }

    private Expression rebuilt(Expression expression) {
        IdentityHashMap<Expression, Expression> marked = new IdentityHashMap<>();
        boolean changed = false;
        boolean any = false;
        for (Expression part : parts(expression)) {
            Expression now = marked.computeIfAbsent(part, this::mark);
            changed |= now != part;
            any |= hasSites(now);
        }
        Expression result = changed
                ? expression.transformExpression(part -> part == null ? null : marked.getOrDefault(part, part))
                : expression;
        if (any) {
            sited.add(result);
        }
        return result;
    }

    private Expression siteBefore(Expression expression, long site) {
        return marked(Marked.before(expression, Movement.at(site)));
    }

    private Expression after(Expression expression, long site) {
        return switch (expression) {
            case TupleExpression it -> {
                afterLast(it.getExpressions(), site);
                yield it;
            }
            case MapExpression it -> {
                afterLast(it.getMapEntryExpressions(), site);
                yield it;
            }
            case MapEntryExpression it
            when hasSites(it.getValueExpression()) ->
                marked(new MapEntryExpression(it.getKeyExpression(), after(it.getValueExpression(), site)));
            case MapEntryExpression it ->
                marked(new MapEntryExpression(after(it.getKeyExpression(), site), it.getValueExpression()));
            case SpreadExpression it -> marked(new SpreadExpression(after(it.getExpression(), site)));
            default -> marked(Marked.after(expression, Movement.at(site)));
        };
    }

    @SuppressWarnings("unchecked")
    private <E extends Expression> void afterLast(List<E> elements, long site) {
        for (int i = elements.size() - 1; i >= 0; i--) {
            if (hasSites(elements.get(i))) {
                elements.set(i, (E) after(elements.get(i), site));
                return;
            }
        }
    }

    private Expression lastWithSites(List<Expression> parts) {
        return parts.reversed().stream().filter(this::hasSites).findFirst().orElse(null);
    }

    private void inherit(Expression whole, Expression part) {
        if (hasSites(part)) {
            sited.add(whole);
        }
    }

    private <E extends Expression> E marked(E expression) {
        sited.add(expression);
        return expression;
    }
}
