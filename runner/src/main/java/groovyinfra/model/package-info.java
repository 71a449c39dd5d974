/**
 * What everything else speaks about: hosts, commands, steps, facts, calls, options, outcomes, problems.
 *
 * <p>Values only: records and sealed types that depend on nothing but {@code java.*}. Everything here is immutable and may be
 * shared between threads.
 */
package groovyinfra.model;
