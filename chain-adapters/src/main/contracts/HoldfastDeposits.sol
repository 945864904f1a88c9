// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.30;

/// @title Takes deposits of the native asset and says for which deposit request each is.
/// @notice Every deposit goes on to the treasury within the same transaction: the contract holds
/// nothing, has no owner, and nothing in it can be changed. What it says it took is what the
/// treasury got, or the whole transaction is undone.
contract HoldfastDeposits {
    /// Where every deposit goes.
    address payable public immutable treasury;

    /// @param request the number that the ledger gave out for the deposit; 0 where none was given
    event Deposited(uint256 indexed request, address indexed payer, uint256 amount);

    error NoTreasury();
    error NothingPaid();
    error TreasuryRefused();

    constructor(address payable treasury_) {
        if (treasury_ == address(0)) revert NoTreasury();
        treasury = treasury_;
    }

    /// Pays a deposit request.
    function deposit(uint256 request) external payable {
        take(request);
    }

    /// A plain transfer, for no request: it is kept for whoever proves that it is theirs.
    receive() external payable {
        take(0);
    }

    function take(uint256 request) private {
        if (msg.value == 0) revert NothingPaid();
        emit Deposited(request, msg.sender, msg.value);
        (bool passedOn, ) = treasury.call{value: msg.value}("");
        if (!passedOn) revert TreasuryRefused();
    }
}
