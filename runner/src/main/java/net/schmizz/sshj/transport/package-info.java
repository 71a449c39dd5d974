/** One class that stands in the place of the library's; see docs/adr/0036. Nothing else belongs here. */
package net.schmizz.sshj.transport;
