"""What the law of awards says: forms, authorities, money, dossiers, principles, the course of a proposal: pure."""
